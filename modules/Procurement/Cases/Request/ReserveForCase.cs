using System.Globalization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>執行伺: holds the money of a case that asks for approval, or returns the case with the account's words. Called again after a crash it asks with
/// the same operation id; called late, for a request that has gone on, it does nothing.</summary>
internal sealed class ReserveForCase(ProcurementDbContext db, IPurchasingAccounts accounts) : IHandle<ApprovalRequested>
{
    public async Task Handle(ApprovalRequested happened, CancellationToken cancel)
    {
        var requested = await db.WholeCases().SingleAsync(c => c.Id == happened.CaseId, cancel);
        if (requested.State != CaseState.Reserving || requested.Attempt != happened.Attempt)
            return;
        var now = await db.DatabaseNow(cancel);
        var operation = OperationIds.Of(requested.Id, string.Create(CultureInfo.InvariantCulture, $"reserve/{happened.Attempt}"));
        var outcome = await accounts.Run(requested.BodyCode, new Reserve(
            operation, now.JapanDay(), requested.Steps.Last(s => s.Act == CaseAct.Requested).PersonName, requested.NextContractId,
            requested.FiscalYear, requested.BudgetLine, requested.FirstYear, requested.Title) { About = requested.Reference }, cancel);
        if (outcome.Refusal is { } refusal)
            requested.ReturnUnordered(refusal, db.Actor, now);
        else
            requested.Held(db.Actor, now);
    }
}
