using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Leads a listing from the set it answered to the open one: answers that still fit are carried over. What is published stays as it is until the listing is submitted and approved.</summary>
internal sealed record AdoptQuestions(string PublicId, uint Version);

internal sealed class AdoptQuestionsHandler(CatalogDbContext db, CatalogueBasis basis, TimeProvider time)
{
    public async Task<Result> Handle(AdoptQuestions command, CancellationToken cancel)
    {
        if (await db.Entries.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel) is not { } entry)
            return Refusal.NotFound();
        var open = await basis.OpenSet(cancel);
        if (entry.QuestionSetVersion >= open.Version)
            return Result.Done;
        if (entry.Version != command.Version)
            return Refusal.Stale();
        return entry.Adopt(open, (await basis.Categories(cancel)).Leaves, time.GetUtcNow()) is { Ok: false } refused ? refused : await db.Save(cancel);
    }
}
