using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <param name="Again">It was returned, taken back or published before.</param>
internal sealed record QueueRow(Entry Entry, string VendorName, bool VendorCertified, bool Again);

/// <summary>The listings that wait for a reviewer, longest first.</summary>
internal sealed class ReadQueue(CatalogDbContext db, IOrganisations organisations, ICertification certification)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<QueueRow> Rows, int Total)> Read(EntryKind? kind, int page, CancellationToken cancel)
    {
        var waiting = db.Entries.AsNoTracking().Where(e => e.Work == WorkState.Submitted && (kind == null || e.Kind == kind));
        var total = await waiting.CountAsync(cancel);
        // Software before offers of the same moment: an offer can only be approved after its software.
        var entries = await waiting.OrderBy(e => e.SubmittedAt).ThenByDescending(e => e.Kind).ThenBy(e => e.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var owners = entries.Select(e => e.OwnerId).Distinct().ToList();
        var names = await organisations.FindMany(owners, cancel);
        var standings = await certification.Standings(owners, cancel);
        return ([.. entries.Select(e => new QueueRow(
            e, names.GetValueOrDefault(e.OwnerId)?.Name ?? "", standings.GetValueOrDefault(e.OwnerId)?.Certified ?? false, e.Submissions > 1))], total);
    }
}
