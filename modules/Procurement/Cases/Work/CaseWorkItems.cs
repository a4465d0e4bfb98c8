using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>Cases that wait: a requester's own, and for an approver those of the body that somebody else prepared, by start of the term.</summary>
internal sealed class CaseWorkItems(ProcurementDbContext db, Texts texts) : IWorkItems
{
    private const int Most = 100;

    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        if (!actor.IsBody)
            return [];
        var cases = db.Set<ProcurementCase>().AsNoTracking().Where(c => c.BodyId == actor.OrganisationId && c.EndedAt == null);
        if (actor.May(Act.RunCases))
            cases = cases.Where(c => c.RequesterId == actor.PersonId);
        else if (actor.May(Act.ApproveCases))
            cases = cases.Where(c => c.State == CaseState.AwaitingApproval && c.RequesterId != actor.PersonId);
        else
            return [];
        var found = await cases.OrderBy(c => c.Start).ThenBy(c => c.Id).Take(Most)
            .Select(c => new { c.PublicId, c.Title, c.State, c.ReturnCode, c.Start }).ToListAsync(cancel);
        var approves = actor.May(Act.ApproveCases);
        return [.. found.Select(c =>
        {
            var (action, page, waiting) = Next(c.State, approves);
            return new WorkItem(c.Title, texts[CaseWords.Of(c.State, c.ReturnCode)], texts[action], $"/cases/{c.PublicId}{page}", c.Start, waiting);
        })];
    }

    private static (string Action, string Page, bool Waiting) Next(CaseState state, bool approves) => state switch
    {
        CaseState.Open => ("サービスを検索する", "", true),
        CaseState.Searched => ("検索を確定する", "/lock", true),
        CaseState.Locked => ("候補を選定する", "/choose", true),
        CaseState.Chosen => ("決裁を依頼する", "/request", true),
        CaseState.Returned => ("差戻しに対応する", "", true),
        CaseState.AwaitingApproval when approves => ("決裁する", "/approve", true),
        _ => ("様子を見る", "", false),
    };
}

/// <summary>Cases and contracts by state, with money, for the operator's overview.</summary>
internal sealed class CaseFigures(ProcurementDbContext db, Texts texts) : IFigures
{
    public async Task<IReadOnlyList<Figure>> Count(CancellationToken cancel)
    {
        var cases = await db.Database.SqlQuery<StateCount>($"select state, count(*) as count, coalesce(sum(total), 0)::bigint as yen from procurement.procurement_case group by state").ToListAsync(cancel);
        var contracts = await db.Database.SqlQuery<StateCount>($"select state, count(*) as count, coalesce(sum(total), 0)::bigint as yen from procurement.contract group by state").ToListAsync(cancel);
        return
        [
            .. Rows<CaseState>(cases, texts["案件"], s => texts[CaseWords.Of(s)]),
            .. Rows<ContractState>(contracts, texts["契約"], s => texts[Contracts.ContractWords.Of(s)]),
        ];
    }

    private static IEnumerable<Figure> Rows<TState>(List<StateCount> counts, string group, Func<TState, string> name) where TState : struct, Enum =>
        Enum.GetValues<TState>().Select(state =>
        {
            var count = counts.Find(c => c.State == state.ToString());
            return new Figure(group, name(state), count?.Count ?? 0, new Money(count?.Yen ?? 0));
        });

    private sealed record StateCount(string State, long Count, long Yen);
}
