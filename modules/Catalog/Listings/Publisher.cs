using System.Text.Json.Nodes;
using Marketplace.Catalog.OpenData;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Brings the published offers in line with the entries, their software and their sellers' standing, and says so in events.
/// Every act that may change what is public sets its own state, saves, and then calls <see cref="Refresh"/> in the same transaction.</summary>
internal sealed class Publisher(CatalogDbContext db, IOrganisations organisations, ICertification certification, RelaySignal signal, TimeProvider time)
{
    /// <summary>Runs an act that may change what is public: act, published offers and events in one commit.</summary>
    /// <param name="act">Changes and saves the entry; answers with the offers to look at.</param>
    public async Task<Result> Together(Func<Task<Result<IReadOnlyCollection<Guid>>>> act, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Lock(cancel);
        var offers = await act();
        if (!offers.Ok)
            return Result.No([.. offers.Refusals]);
        await Refresh(offers.Value, cancel);
        await transaction.CommitAsync(cancel);
        signal.Wake();
        return Result.Done;
    }

    /// <summary>The published offers that show an entry: the offer itself, or all offers of a software, whoever sells it.</summary>
    public async Task<Result<IReadOnlyCollection<Guid>>> OffersShowing(Entry entry, CancellationToken cancel) => entry.Kind == EntryKind.Offer
        ? new[] { entry.Id }
        : await db.Entries.IgnoreQueryFilters().Where(e => e.SoftwareId == entry.Id && e.Published > 0).Select(e => e.Id).ToArrayAsync(cancel);

    /// <summary>Publications happen one after another, so that a software's new version and its offer's cannot miss each other. They are rare and short.</summary>
    public Task Lock(CancellationToken cancel) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('catalog.publish'))", cancel);

    /// <summary>Publishes anew or withdraws those of the offers that are not shown as they should be. Needs <see cref="Lock"/> and the entries' changes saved.</summary>
    public async Task Refresh(IReadOnlyCollection<Guid> offerIds, CancellationToken cancel)
    {
        if (offerIds.Count == 0)
            return;
        var offers = await db.Entries.IgnoreQueryFilters().AsNoTracking().Where(e => e.Kind == EntryKind.Offer && offerIds.Contains(e.Id)).ToListAsync(cancel);
        var softwareIds = offers.Select(o => o.SoftwareId!.Value).Distinct().ToList();
        var software = await db.Entries.IgnoreQueryFilters().AsNoTracking().Where(e => softwareIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var shown = await db.PublishedOffers.Where(p => offerIds.Contains(p.OfferId)).ToDictionaryAsync(p => p.OfferId, cancel);
        var certified = await Certified([.. offers.Select(o => o.OwnerId).Distinct()], cancel);
        var names = await organisations.FindMany([.. offers.Concat(software.Values).Select(e => e.OwnerId).Distinct()], cancel);
        // Milliseconds survive every store and format, so that the hash can be computed again.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

        var stale = offers.Where(o => Visible(o, software[o.SoftwareId!.Value], certified) && !IsCurrent(shown.GetValueOrDefault(o.Id), o, software[o.SoftwareId!.Value])).ToList();
        var versions = await Newest([.. stale, .. stale.Select(o => software[o.SoftwareId!.Value]).DistinctBy(s => s.Id)], cancel);
        foreach (var offer in stale)
        {
            var its = software[offer.SoftwareId!.Value];
            var current = shown.GetValueOrDefault(offer.Id);
            var snapshot = Snapshot(offer, its, versions[offer.Id], versions[its.Id], names, (current?.Version ?? 0) + 1, now);
            var edition = OfferEdition.Of(snapshot, its.Published, offer.Published);
            db.OfferEditions.Add(edition);
            if (current is null)
                db.PublishedOffers.Add(current = PublishedOffer.Of(snapshot, edition));
            else
                current.Replace(snapshot, edition);
            db.OfferChanges.Add(OfferChange.Of(current));
            db.Publish(new OfferPublished(snapshot));
        }

        foreach (var hidden in offers.Where(o => !Visible(o, software[o.SoftwareId!.Value], certified)).Select(o => shown.GetValueOrDefault(o.Id)).Where(p => p is { WithdrawnAt: null }))
        {
            hidden!.Withdraw(now);
            db.OfferChanges.Add(OfferChange.Of(hidden));
            db.Publish(new OfferWithdrawn(hidden.OfferId, hidden.Version));
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A published offer's snapshot: the answers of both sides joined, named and hashed. All that is asked and answered comes from the published versions: the entries' own may be
    /// a change under way, of a newer question set.</summary>
    public static OfferSnapshot Snapshot(
        Entry offer, Entry software, EntryVersion offerVersion, EntryVersion softwareVersion, IReadOnlyDictionary<Guid, OrganisationView> names, int version, DateTimeOffset now)
    {
        var (offerAnswers, softwareAnswers) = (offerVersion.Answers, softwareVersion.Answers);
        string Text(JsonObject answers, string id) => AnswerRules.AsText(answers[id]) ?? "";
        var snapshot = new OfferSnapshot(
            offer.Id, offer.PublicId, version, Text(softwareAnswers, "name"), Text(offerAnswers, "offerName"), Text(softwareAnswers, "summary"), software.Id,
            software.OwnerId, names[software.OwnerId].Name, offer.OwnerId, names[offer.OwnerId].Name, AnswerRules.AsTexts(softwareAnswers["categories"]) ?? [],
            PricePlanAnswer.Read(offerAnswers["pricePlan"]) ?? throw new InvalidOperationException($"Offer {offer.Id} has no readable price plan."),
            Math.Max(offerVersion.QuestionSetVersion, softwareVersion.QuestionSetVersion),
            (JsonObject)softwareAnswers.DeepClone(), (JsonObject)offerAnswers.DeepClone(), now, "");
        return snapshot with { ContentHash = CanonicalJson.HashOf(snapshot) };
    }

    private static bool Visible(Entry offer, Entry software, HashSet<Guid> certified) =>
        offer.Live == LiveState.Published && software.Live == LiveState.Published && certified.Contains(offer.OwnerId);

    private static bool IsCurrent(PublishedOffer? shown, Entry offer, Entry software) =>
        shown is { WithdrawnAt: null } && shown.OfferVersion == offer.Published && shown.SoftwareVersion == software.Published;

    /// <summary>Vendors whose offers may be shown: by the copy that events fill, and by asking where no event came yet.</summary>
    private async Task<HashSet<Guid>> Certified(List<Guid> vendors, CancellationToken cancel)
    {
        var copies = await db.VendorStandings.AsNoTracking().Where(v => vendors.Contains(v.VendorId)).ToDictionaryAsync(v => v.VendorId, v => v.Certified, cancel);
        var unknown = vendors.Where(v => !copies.ContainsKey(v)).ToList();
        var standings = unknown.Count == 0 ? null : await certification.Standings(unknown, cancel);
        return [.. vendors.Where(v => copies.TryGetValue(v, out var certifiedNow) ? certifiedNow : standings!.TryGetValue(v, out var s) && s.Certified)];
    }

    private async Task<Dictionary<Guid, EntryVersion>> Newest(List<Entry> entries, CancellationToken cancel)
    {
        var ids = entries.Select(e => e.Id).ToList();
        return await db.EntryVersions.AsNoTracking()
            .Join(db.Entries.IgnoreQueryFilters().Where(e => ids.Contains(e.Id)), v => new { Id = v.EntryId, v.Number }, e => new { e.Id, Number = e.Published }, (v, e) => v)
            .ToDictionaryAsync(v => v.EntryId, cancel);
    }
}
