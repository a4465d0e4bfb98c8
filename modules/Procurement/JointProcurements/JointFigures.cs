using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>Joint procurements by state: with tax, what was awarded, or before that the ceilings that are bound.</summary>
internal sealed class JointFigures(ProcurementDbContext db, Texts texts) : IFigures
{
    public async Task<IReadOnlyList<Figure>> Count(CancellationToken cancel)
    {
        var figures = new List<Figure>();
        foreach (var state in Enum.GetValues<JointState>())
        {
            var joints = JointReads.In(db.Set<JointProcurement>().AsNoTracking(), state);
            var count = await joints.LongCountAsync(cancel);
            var awarded = await joints.Select(j => j.AwardedTotal).Where(m => m != null).ToListAsync(cancel);
            var bound = awarded.Count > 0 ? [] : await joints.SelectMany(j => j.Participants).Where(p => p.State == ParticipantState.Committed).Select(p => p.Ceiling).ToListAsync(cancel);
            figures.Add(new Figure(texts["共同調達"], texts[JointWords.Of(state)], count, awarded.OfType<Money>().Concat(bound).Sum()));
        }

        return figures;
    }
}
