using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

internal sealed class ListingDesk(CatalogDbContext db, Texts t) : IReviewDesks
{
    public async Task<IReadOnlyList<ReviewDesk>> For(Actor actor, CancellationToken cancel) => !actor.May(Act.ReadReviews) ? [] :
        [new(1, t["掲載の審査"], "/reviews", await db.Entries.LongCountAsync(e => e.Work == WorkState.Submitted, cancel))];
}
