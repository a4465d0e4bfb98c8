using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Catalog.OpenData;

/// <summary>A column of the catalogue as a table.</summary>
/// <param name="Id">Name for programs: a field of <see cref="CatalogueRecord"/>, or the question's id.</param>
/// <param name="Head">The column's Japanese head, which no other column has.</param>
/// <param name="Explanation">What is in it, for the list of columns.</param>
internal sealed record CatalogueColumn(string Id, string Head, string Explanation, Func<CatalogueRecord, string> Cell);

/// <summary>The columns follow from the question sets: all questions of the newest first, then those that only older listings still answer. Answers are in Japanese words.</summary>
internal static class CatalogueColumns
{
    private static readonly Texts T = new();

    private static readonly CatalogueColumn[] Fixed =
    [
        new("id", "番号", "掲載の番号。変わりません。", r => r.Id), new("url", "アドレス", "掲載の画面のアドレス。", r => r.Url),
        new("version", "版", "掲載が変わるたびに増える数。", r => r.Version.ToString(CultureInfo.InvariantCulture)),
        new("publishedAt", "公開日時", "この版を公開した日時（ISO 8601、協定世界時）。", r => r.PublishedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        new("maker", "開発者", "ソフトウェアを開発した事業者。", r => r.Maker), new("seller", "販売者", "サービスを販売する事業者。", r => r.Seller),
        new("contentHash", "内容のハッシュ", "この版の内容のSHA-256（16進）。", r => r.ContentHash),
    ];

    /// <param name="sets">Every set that a published listing answers, and the open one; any order.</param>
    public static IReadOnlyList<CatalogueColumn> Of(IReadOnlyCollection<QuestionSet> sets, IReadOnlyDictionary<string, CategoryView> categories)
    {
        var versions = sets.OrderByDescending(s => s.Version).ToList();
        var asked = versions.SelectMany(s => s.Sections).SelectMany(s => s.Questions.Select(q => (Section: s, Question: q))).DistinctBy(a => a.Question.Id, StringComparer.Ordinal);
        var heads = Fixed.Select(c => c.Head).ToHashSet(StringComparer.Ordinal);
        string Cell(CatalogueRecord record, string id)
        {
            var question = versions.Find(s => s.Version == record.QuestionSetVersion)?.Find(id) ?? versions.Select(s => s.Find(id)).First(q => q is not null)!;
            return AnswerText.Of(question, record.OfferAnswers[id] ?? record.SoftwareAnswers[id], categories, T);
        }

        return [.. Fixed, .. asked.Select(a => new CatalogueColumn(a.Question.Id, heads.Add(a.Question.Ja) ? a.Question.Ja : $"{a.Question.Ja}（{a.Question.Id}）",
            $"{a.Section.Ja}。{a.Question.HelpJa}", record => Cell(record, a.Question.Id)))];
    }
}
