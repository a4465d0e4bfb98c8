using Marketplace.Procurement.Cases;
using Marketplace.Procurement.Contracts;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>What a commitment belongs to.</summary>
/// <param name="Text">Number or title.</param>
/// <param name="Alive">It still counts on the money: only it may give the money back.</param>
/// <param name="Until">Last day of the contract.</param>
internal sealed record SpendingPlace(string Text, string Url, bool Alive, DateOnly? Until);

/// <summary>Finds the contract, case or joint procurement behind a commitment's id.</summary>
internal sealed class SpendingPlaces(ProcurementDbContext db)
{
    public async Task<IReadOnlyDictionary<Guid, SpendingPlace>> Of(LocalGovernmentCode body, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var places = new Dictionary<Guid, SpendingPlace>();
        if (ids.Count == 0)
            return places;
        foreach (var c in await db.Set<Contract>().AsNoTracking().Where(c => c.BuyerCode == body && ids.Contains(c.Id))
            .Select(c => new { c.Id, c.PublicId, c.Number, c.State, c.End }).ToListAsync(cancel))
            places[c.Id] = new SpendingPlace(c.Number, $"/contracts/{c.PublicId}", c.State == ContractState.Running, c.End);
        if (ids.All(places.ContainsKey))
            return places;

        // Not a contract (yet): ids of cases and participations follow from theirs and the attempt, and few are under way at a time.
        foreach (var c in await db.Set<ProcurementCase>().AsNoTracking().Where(c => c.BodyCode == body && c.State != CaseState.Contracted && c.State != CaseState.Open).ToListAsync(cancel))
            places.TryAdd(c.NextContractId, new SpendingPlace(c.Title, $"/cases/{c.PublicId}", c.EndedAt is null, c.End));
        var joint = from p in db.Set<Participant>().AsNoTracking()
                    join j in db.Set<JointProcurement>().AsNoTracking() on p.ProcurementId equals j.Id
                    where p.BodyCode == body && p.State != ParticipantState.Contracted
                    select new { Participant = p, j.PublicId, j.Title };
        foreach (var j in await joint.ToListAsync(cancel))
            places.TryAdd(j.Participant.EncumbranceId, new SpendingPlace(j.Title, $"/joint/{j.PublicId}", j.Participant.State is ParticipantState.Committing or ParticipantState.Committed, null));
        return places;
    }
}
