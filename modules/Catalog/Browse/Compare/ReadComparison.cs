using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Browse;

/// <summary>Offers side by side.</summary>
/// <param name="Sections">In the question set's order; first the cost and the seller.</param>
internal sealed record Comparison(IReadOnlyList<OfferSnapshot> Offers, IReadOnlyList<ComparisonSection> Sections);

internal sealed record ComparisonSection(string Title, IReadOnlyList<ComparisonRow> Rows);

/// <summary>A question and each offer's answer in words, in the offers' order; empty where there is none.</summary>
/// <param name="Amounts">The cells as money, where they are that.</param>
internal sealed record ComparisonRow(string Title, IReadOnlyList<string> Cells, IReadOnlyList<Money>? Amounts = null)
{
    public bool IsDifferent => Cells.Distinct(StringComparer.Ordinal).Count() > 1;
}

/// <summary>What is compared and how.</summary>
/// <param name="Ids">Public ids as given; those unknown or withdrawn are left out.</param>
internal sealed record ComparisonQuery(IReadOnlyList<string> Ids, BodySize Size, int Months, bool OnlyDifferences);

internal sealed class ReadComparison(CatalogDbContext db, CatalogueBasis basis, ColumnsFeed feed, TimeProvider time, Texts t)
{
    /// <summary>More columns do not fit a screen or a sheet.</summary>
    public const int Most = 6;

    /// <summary>More ids than this are not looked at.</summary>
    private const int MostIds = 20;

    /// <summary>The published ones of these, in the order given.</summary>
    public async Task<IReadOnlyList<OfferSnapshot>> Offers(IReadOnlyList<string> publicIds, CancellationToken cancel)
    {
        var ids = publicIds.Distinct(StringComparer.Ordinal).Take(MostIds).ToArray();
        var found = await db.PublishedOffers.AsNoTracking().Where(p => ids.Contains(p.PublicId) && p.WithdrawnAt == null).ToDictionaryAsync(p => p.PublicId, p => p.Snapshot, cancel);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    public async Task<Comparison> Compare(IReadOnlyList<OfferSnapshot> offers, ComparisonQuery query, CancellationToken cancel)
    {
        if (offers.Count == 0)
            return new Comparison([], []);
        // The open set says what is compared, whichever sets the offers answered; theirs name options that are no longer offered.
        var set = await basis.OpenSet(cancel);
        var answered = (await basis.Sets(cancel)).ToDictionary(s => s.Version);
        var categories = (await basis.Categories(cancel)).ByCode;
        var columns = await feed.Current(cancel);
        var today = time.JapanToday();
        ComparisonRow Cost(string title, Func<OfferSnapshot, Money> cell) => new(title, [.. offers.Select(o => cell(o).ToString())], [.. offers.Select(cell)]);
        CostEstimate Estimate(OfferSnapshot offer) => new(offer.Price, query.Size, query.Months);
        ComparisonRow Row(string title, Func<OfferSnapshot, string> cell) => new(title, [.. offers.Select(cell)]);
        string Answer(OfferSnapshot offer, Question question) => AnswerText.Of(question, offer.OfferAnswers[question.Id] ?? offer.SoftwareAnswers[question.Id], categories, t, answered.GetValueOrDefault(offer.QuestionSetVersion)?.Find(question.Id));
        IReadOnlyList<ComparisonSection> sections =
        [
            new(t["費用（税抜・{0}）", PriceWords.Of(query.Size, t)],
            [
                Cost(t["月額"], o => Estimate(o).Monthly), Cost(t["年額（12か月）"], o => Estimate(o).Yearly),
                Cost(t["初期費用"], o => o.Price.Initial),
                Cost(t["総額（初期費用＋{0}か月）", query.Months], o => Estimate(o).Total),
                Cost(t["総額（税込）"], o => Estimate(o).TotalWithTax),
            ]),
            new(t["事業者"],
            [
                Row(t["販売者"], o => o.SellerName), Row(t["開発者"], o => o.MakerName),
                Row(t["有効な認証"], o => string.Join('\n', (columns.Standing(o.SellerId)?.Proofs ?? []).Where(p => p.ValidOn(today)).Select(p => ProofNames.Of(p.Kind, t)))),
            ]),
            .. set.Sections.Select(s => new ComparisonSection(t.Pick(s.Ja, s.En), [.. s.Questions.Where(q => q.Compare).Select(q => Row(t.Pick(q.Ja, q.En), o => Answer(o, q)))])),
        ];
        return new Comparison(offers, query.OnlyDifferences
            ? [.. sections.Select(s => s with { Rows = [.. s.Rows.Where(r => r.IsDifferent)] }).Where(s => s.Rows.Count > 0)]
            : sections);
    }
}
