using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Takes a listing over to the open question set; its answers go along as far as they can. What is published stays until the vendor submits and the operator approves.</summary>
/// <param name="Set">The set the vendor was shown; another one may have been opened meanwhile.</param>
internal sealed record RenewListing(string PublicId, uint Version, int Set);

internal sealed class RenewListingHandler(CatalogDbContext db, CatalogueBasis basis, TimeProvider time)
{
    public async Task<Result> Handle(RenewListing command, CancellationToken cancel)
    {
        var entry = await db.Entries.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel);
        if (entry is null)
            return Refusal.NotFound();
        var open = await basis.OpenSet(cancel);
        if (entry.QuestionSetVersion == open.Version)
            return Result.Done;
        if (entry.Version != command.Version || command.Set != open.Version)
            return Refusal.Stale();
        var carried = CarriedAnswers.Over(entry.Kind, entry.Answers, open, (await basis.Categories(cancel)).Leaves);
        return entry.Renew(open.Version, carried.Answers, time.GetUtcNow()) is { Ok: false } refused ? refused : await db.Save(cancel);
    }
}
