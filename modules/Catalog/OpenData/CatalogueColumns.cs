using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Catalog.OpenData;

/// <summary>A column of the catalogue as a table.</summary>
/// <param name="Id">Name for programs: a field of <see cref="CatalogueRecord"/>, or the question's id.</param>
/// <param name="Head">The column's Japanese head, which no other column has.</param>
/// <param name="Explanation">What is in it, for the list of columns.</param>
internal sealed record CatalogueColumn(string Id, string Head, string Explanation, Func<CatalogueRecord, string> Cell);

/// <summary>The columns follow from the open question set; a listing that answered an older one fills those of them that it was asked too. Answers are in Japanese words.</summary>
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

    /// <param name="sets">Every set that a listing may have answered, the open one among them; they name options that are no longer offered.</param>
    public static IReadOnlyList<CatalogueColumn> Of(QuestionSet open, IReadOnlyCollection<QuestionSet> sets, IReadOnlyDictionary<string, CategoryView> categories)
    {
        var versions = sets.ToDictionary(s => s.Version);
        var heads = Fixed.Select(c => c.Head).ToHashSet(StringComparer.Ordinal);
        string Cell(CatalogueRecord record, Question question) =>
            AnswerText.Of(question, record.OfferAnswers[question.Id] ?? record.SoftwareAnswers[question.Id], categories, T, versions.GetValueOrDefault(record.QuestionSetVersion)?.Find(question.Id));

        return [.. Fixed, .. open.Sections.SelectMany(s => s.Questions.Where(q => q.Export).Select(q => new CatalogueColumn(q.Id, heads.Add(q.Ja) ? q.Ja : $"{q.Ja}（{q.Id}）",
            $"{s.Ja}。{q.HelpJa}", record => Cell(record, q))))];
    }
}
