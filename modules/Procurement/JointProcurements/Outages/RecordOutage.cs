using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>States an outage; asked twice with the same id, once.</summary>
internal sealed class RecordOutage(ProcurementDbContext db)
{
    public async Task<Result> Handle(OutageTerms terms, CancellationToken cancel)
    {
        if (await Recorded(terms.Id, cancel))
            return Result.Done;
        var recorded = Outage.Record(terms, db.Actor, await db.DatabaseNow(cancel));
        if (!recorded.Ok)
            return Result.No([.. recorded.Refusals]);
        db.Add(recorded.Value);
        var saved = await db.Save(cancel);
        return saved.Ok || !await Recorded(terms.Id, cancel) ? saved : Result.Done;
    }

    private Task<bool> Recorded(Guid id, CancellationToken cancel) => db.Set<Outage>().AnyAsync(o => o.Id == id, cancel);
}
