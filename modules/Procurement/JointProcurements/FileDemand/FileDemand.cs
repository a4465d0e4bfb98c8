using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Files the actor's body's demand (利用計画の届出), or changes it while it is not committed.</summary>
/// <param name="Version">Of the participation the form showed; 0 when there was none.</param>
internal sealed record DemandFiling(string Joint, DemandTerms Terms, uint Version);

internal sealed class FileDemand(ProcurementDbContext db, IPurchasingAccounts accounts)
{
    public async Task<Result> Handle(DemandFiling filing, CancellationToken cancel)
    {
        await using var locked = await db.LockJoint(filing.Joint, cancel);
        if (locked is null || db.Actor.BodyCode is not { } body)
            return Refusal.NotFound();
        var (joint, terms) = (locked.Joint, filing.Terms);
        if (joint.ParticipantOf(db.Actor.OrganisationId) is { } before)
        {
            if (before.State != ParticipantState.Withdrawn && before.Terms == terms with { Id = before.Id })
                return Result.Done;
            if (before.Version != filing.Version)
                return Refusal.Stale();
        }

        var filed = joint.File(terms, db.Actor, locked.Now);
        if (!filed.Ok)
            return Result.No([.. filed.Refusals]);
        var lines = await accounts.Read(body, joint.FiscalYear, cancel);
        if (!lines.Any(l => string.Equals(l.Line, terms.BudgetLine, StringComparison.Ordinal)))
            return Refusal.Invalid("Input.BudgetLine", "unknown-line", "{0}年度の予算にこの科目がありません。会計担当に配当を確かめてください。", joint.FiscalYear.Year);
        return await locked.Save(cancel);
    }
}
