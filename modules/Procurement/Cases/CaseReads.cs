using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>How cases are fetched: by the id in the address, whole, and fenced to the actor's body by the context's filters.</summary>
internal static class CaseReads
{
    public static Task<ProcurementCase?> FindCase(this ProcurementDbContext db, string publicId, CancellationToken cancel) =>
        db.WholeCases().SingleOrDefaultAsync(c => c.PublicId == publicId, cancel);

    public static IQueryable<ProcurementCase> WholeCases(this ProcurementDbContext db) => db.Set<ProcurementCase>()
        .Include(c => c.Searches.OrderBy(s => s.Round))
        .Include(c => c.Candidates.OrderBy(s => s.Position))
        .Include(c => c.Steps.OrderBy(s => s.At))
        .AsSplitQuery();

    /// <summary>Saves a move that a repeat of itself may have made in the meantime (double click, two tabs): if so, that is the same as having done it.</summary>
    public static async Task<Result> SaveMove(this ProcurementDbContext db, string publicId, Func<ProcurementCase, bool> alreadyDone, CancellationToken cancel)
    {
        var saved = await db.Save(cancel);
        if (saved.Ok)
            return saved;
        db.ChangeTracker.Clear();
        return await db.FindCase(publicId, cancel) is { } now && alreadyDone(now) ? Result.Done : Refusal.Stale();
    }
}
