using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Browse;

/// <summary>A listing's published editions, the newest first.</summary>
/// <param name="Offer">The newest edition, also of a listing that has left the catalogue.</param>
internal sealed record ListingHistoryPage(OfferSnapshot Offer, DateTimeOffset? WithdrawnAt, IReadOnlyList<PublishedEdition> Editions, int Total, IReadOnlyList<int> Numbers);

/// <param name="Previous">The edition before it, with which it was compared; null for the first.</param>
internal sealed record PublishedEdition(OfferEdition Edition, int? Previous, IReadOnlyList<AnswerChange> Changes);

/// <summary>Two editions and what differs between them.</summary>
internal sealed record EditionDifferences(OfferSnapshot Offer, OfferEdition From, OfferEdition To, IReadOnlyList<AnswerChange> Changes);

/// <summary>An answer that differs, in the reader's language.</summary>
/// <param name="Question">The question's id; "maker" or "seller" for a changed company name.</param>
/// <param name="Before">In words; empty for no answer.</param>
internal sealed record AnswerChange(string Question, string Label, string Before, string After)
{
    public IReadOnlyList<DiffPart> Parts => WordDiff.Of(Before, After);
}

/// <summary>Reads what was published of a listing and when. The stored versions are immutable, so the same two editions always differ in the same way.</summary>
internal sealed class ReadHistory(CatalogDbContext db, CatalogueBasis basis, Texts t)
{
    public const int PageSize = 20;

    /// <summary>Null when there never was such a listing, or no such page of its history.</summary>
    public async Task<ListingHistoryPage?> Page(string publicId, int page, CancellationToken cancel)
    {
        if (page < 1 || await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == publicId, cancel) is not { } published)
            return null;
        var numbers = await db.OfferEditions.Where(e => e.OfferId == published.OfferId).OrderByDescending(e => e.Number).Select(e => e.Number).ToListAsync(cancel);
        // One more than is shown: the last one shown is compared with it.
        var wanted = numbers.Skip((page - 1) * PageSize).Take(PageSize + 1).ToList();
        if (wanted.Count == 0)
            return null;
        var texts = await Texts(published.OfferId, wanted, cancel);
        var editions = wanted.Take(PageSize).Select((n, i) => i + 1 < wanted.Count
            ? new PublishedEdition(texts[n].Edition, wanted[i + 1], Differences(texts[wanted[i + 1]], texts[n]))
            : new PublishedEdition(texts[n].Edition, null, []));
        return new ListingHistoryPage(published.Snapshot, published.WithdrawnAt, [.. editions], numbers.Count, numbers);
    }

    /// <summary>Null when one of the editions does not exist.</summary>
    public async Task<EditionDifferences?> Between(string publicId, int from, int to, CancellationToken cancel)
    {
        if (await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == publicId, cancel) is not { } published)
            return null;
        var texts = await Texts(published.OfferId, [from, to], cancel);
        return texts.TryGetValue(from, out var before) && texts.TryGetValue(to, out var after)
            ? new EditionDifferences(published.Snapshot, before.Edition, after.Edition, Differences(before, after)) : null;
    }

    /// <summary>The answers of both sides as they stood in that edition.</summary>
    public async Task<(OfferEdition Edition, JsonObject SoftwareAnswers, JsonObject OfferAnswers, int QuestionSet)?> Edition(string publicId, int number, CancellationToken cancel)
    {
        var edition = await db.OfferEditions.AsNoTracking().SingleOrDefaultAsync(e => e.Number == number && db.PublishedOffers.Any(p => p.PublicId == publicId && p.OfferId == e.OfferId), cancel);
        if (edition is null)
            return null;
        var software = await db.EntryVersions.AsNoTracking().SingleAsync(v => v.EntryId == edition.SoftwareId && v.Number == edition.SoftwareVersion, cancel);
        var offer = await db.EntryVersions.AsNoTracking().SingleAsync(v => v.EntryId == edition.OfferId && v.Number == edition.OfferVersion, cancel);
        return (edition, software.Answers, offer.Answers, Math.Max(software.QuestionSetVersion, offer.QuestionSetVersion));
    }

    private async Task<Dictionary<int, EditionTexts>> Texts(Guid offerId, IReadOnlyCollection<int> numbers, CancellationToken cancel)
    {
        var editions = await db.OfferEditions.AsNoTracking().Where(e => e.OfferId == offerId && numbers.Contains(e.Number)).ToListAsync(cancel);
        var softwareId = editions.Select(e => e.SoftwareId).FirstOrDefault();
        int[] ofOffer = [.. editions.Select(e => e.OfferVersion)], ofSoftware = [.. editions.Select(e => e.SoftwareVersion)];
        var versions = await db.EntryVersions.AsNoTracking()
            .Where(v => (v.EntryId == offerId && ofOffer.Contains(v.Number)) || (v.EntryId == softwareId && ofSoftware.Contains(v.Number))).ToDictionaryAsync(v => (v.EntryId, v.Number), cancel);
        var categories = (await basis.Categories(cancel)).ByCode;
        var texts = new Dictionary<int, EditionTexts>();
        foreach (var edition in editions)
        {
            var sides = new[] { (EntryKind.Software, versions[(softwareId, edition.SoftwareVersion)]), (EntryKind.Offer, versions[(offerId, edition.OfferVersion)]) };
            var answers = new List<(string Id, string Label, string Text)> { ("maker", t["開発者"], edition.MakerName), ("seller", t["販売者"], edition.SellerName) };
            foreach (var (kind, version) in sides)
            {
                var set = await basis.Set(version.QuestionSetVersion, cancel);
                answers.AddRange(set.For(kind).SelectMany(s => s.Questions).Select(q => (q.Id, t.Pick(q.Ja, q.En), AnswerText.Of(q, version.Answers[q.Id], categories, t))));
            }

            texts[edition.Number] = new EditionTexts(edition, answers);
        }

        return texts;
    }

    /// <summary>In the order of the later one's questions; those it no longer asks come last.</summary>
    private static IReadOnlyList<AnswerChange> Differences(EditionTexts before, EditionTexts after)
    {
        var then = before.Answers.ToDictionary(a => a.Id, StringComparer.Ordinal);
        var now = after.Answers.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        return [.. after.Answers.Select(a => new AnswerChange(a.Id, a.Label, then.TryGetValue(a.Id, out var its) ? its.Text : "", a.Text))
            .Concat(before.Answers.Where(b => !now.Contains(b.Id)).Select(b => new AnswerChange(b.Id, b.Label, b.Text, "")))
            .Where(c => !string.Equals(c.Before, c.After, StringComparison.Ordinal))];
    }

    private sealed record EditionTexts(OfferEdition Edition, IReadOnlyList<(string Id, string Label, string Text)> Answers);
}
