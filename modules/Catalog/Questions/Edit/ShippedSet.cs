namespace Marketplace.Catalog;

/// <summary>The newest question set that the program brings along. A new database opens it; on an older one the operator may begin a draft from it.</summary>
internal static class ShippedSet
{
    private static readonly Lazy<QuestionSet?> Newest = new(() =>
        Path.Combine(AppContext.BaseDirectory, "catalog-seed") is var folder && Directory.Exists(folder) ? QuestionSet.Parse(File.ReadAllText(SeedFiles.NewestQuestionSet(folder))) : null);

    /// <summary>Null where that database has it or has gone on by itself.</summary>
    public static QuestionSet? NewerThan(int number) => Newest.Value is { } set && set.Version > number ? set : null;
}
