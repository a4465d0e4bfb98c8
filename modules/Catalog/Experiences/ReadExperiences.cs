using Marketplace.Catalog.Browse;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Experiences;

/// <param name="Size">The reader's body's; those of about its size come first.</param>
/// <param name="Own">The reader's body has told of this service.</param>
internal sealed record ExperiencesOfService(OfferSnapshot Offer, BodySize Size, IReadOnlyList<Experience> Experiences, IReadOnlyDictionary<Guid, string> Sellers, bool Own);

/// <param name="Offer">Null for one that is gone from the database.</param>
internal sealed record ExperienceLine(Experience Experience, OfferSnapshot? Offer);

/// <param name="Body">The body that was asked.</param>
internal sealed record ContactLine(ContactRequest Request, string Body);

internal sealed class ReadExperiences(CatalogDbContext db, SearchCatalogue search)
{
    /// <summary>More are not shown of one software, nor in one list.</summary>
    public const int Most = 200;

    /// <summary>What bodies tell of the service's software, whoever sold it to them; bodies of about the reader's size first, then the newest. Null when there is no such service.</summary>
    public async Task<ExperiencesOfService?> Of(string service, CancellationToken cancel)
    {
        if (await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == service, cancel) is not { } published)
            return null;
        var size = await search.Size(null, null, cancel);
        var told = await db.Experiences.AsNoTracking().Where(e => e.SoftwareId == published.SoftwareId && e.State == ModerationState.Published)
            .OrderByDescending(e => e.PublishedAt).ThenBy(e => e.Id).Take(Most).ToListAsync(cancel);
        var offers = told.Select(e => e.OfferId).Distinct().ToArray();
        var sellers = await db.PublishedOffers.AsNoTracking().Where(p => offers.Contains(p.OfferId)).Select(p => new { p.OfferId, p.Snapshot }).ToDictionaryAsync(p => p.OfferId, p => p.Snapshot.SellerName, cancel);
        var own = db.Actor.IsBody && await db.Experiences.AnyAsync(e => e.OwnerId == db.Actor.OrganisationId && e.OfferId == published.OfferId && e.State != ModerationState.Withdrawn, cancel);
        return new ExperiencesOfService(published.Snapshot, size, size.Own ? [.. told.OrderByDescending(e => e.IsAbout(size.Population))] : told, sellers, own);
    }

    /// <summary>What the actor's body told, the newest first.</summary>
    public Task<List<ExperienceLine>> Own(CancellationToken cancel) =>
        Lines(db.Experiences.Where(e => e.OwnerId == db.Actor.OrganisationId && e.State != ModerationState.Withdrawn).OrderByDescending(e => e.ToldAt), cancel);

    /// <summary>What waits for the operator, the oldest first: experiences and replies.</summary>
    public Task<List<ExperienceLine>> Waiting(CancellationToken cancel) =>
        Lines(Undecided.OrderBy(e => e.ToldAt), cancel);

    public Task<int> CountWaiting(CancellationToken cancel) => Undecided.CountAsync(cancel);

    /// <summary>An experience that the actor may see; null otherwise.</summary>
    public async Task<ExperienceLine?> One(string publicId, CancellationToken cancel) => (await Lines(db.Experiences.Where(e => e.PublicId == publicId), cancel)).SingleOrDefault();

    /// <summary>What the body asked others and was asked, the newest first.</summary>
    public Task<List<ContactLine>> Contacts(CancellationToken cancel) => Contacts(db.ContactRequests, cancel);

    public async Task<ContactLine?> Contact(string publicId, CancellationToken cancel) => (await Contacts(db.ContactRequests.Where(c => c.PublicId == publicId), cancel)).SingleOrDefault();

    private IQueryable<Experience> Undecided => db.Experiences.Where(e => e.State == ModerationState.Submitted || (e.State == ModerationState.Published && e.ReplyState == ModerationState.Submitted));

    // Two queries: ignoring the fence around experiences that were taken back would ignore the one around the requests with it.
    private async Task<List<ContactLine>> Contacts(IQueryable<ContactRequest> requests, CancellationToken cancel)
    {
        var rows = await requests.AsNoTracking().OrderByDescending(c => c.AskedAt).Take(Most).ToListAsync(cancel);
        var ids = rows.Select(c => c.ExperienceId).Distinct().ToArray();
        var bodies = await db.Experiences.IgnoreQueryFilters().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.BodyName, cancel);
        return rows.ConvertAll(c => new ContactLine(c, bodies[c.ExperienceId]));
    }

    private async Task<List<ExperienceLine>> Lines(IQueryable<Experience> experiences, CancellationToken cancel)
    {
        var told = await experiences.AsNoTracking().Take(Most).ToListAsync(cancel);
        var ids = told.Select(e => e.OfferId).Distinct().ToArray();
        var offers = await db.PublishedOffers.AsNoTracking().Where(p => ids.Contains(p.OfferId)).ToDictionaryAsync(p => p.OfferId, p => p.Snapshot, cancel);
        return told.ConvertAll(e => new ExperienceLine(e, offers.GetValueOrDefault(e.OfferId)));
    }
}
