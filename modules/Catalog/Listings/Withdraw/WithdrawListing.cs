using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>取下げ: takes a listing out of the catalogue, or gives up a draft. All offers of a withdrawn software leave with it.</summary>
internal sealed record WithdrawListing(string PublicId, uint Version);

internal sealed class WithdrawListingHandler(CatalogDbContext db, Publisher publisher, TimeProvider time)
{
    public Task<Result> Handle(WithdrawListing command, CancellationToken cancel) => publisher.Together(async () =>
    {
        var entry = await db.Entries.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel);
        if (entry is null)
            return Refusal.NotFound();
        if (entry is { Live: LiveState.Withdrawn, Work: not WorkState.Submitted })
            return Array.Empty<Guid>();
        if (entry.Version != command.Version)
            return Refusal.Stale();
        var now = time.GetUtcNow();
        if (entry.Withdraw(now) is { Ok: false } refused)
            return Result<IReadOnlyCollection<Guid>>.No(refused.Refusals);
        foreach (var pending in await db.Reviews.Where(r => r.EntryId == entry.Id && r.Decision == ReviewDecision.Pending).ToListAsync(cancel))
            pending.TakeBack(now);
        var saved = await db.Save(cancel);
        return saved.Ok ? await publisher.OffersShowing(entry, cancel) : Result<IReadOnlyCollection<Guid>>.No(saved.Refusals);
    }, cancel);
}
