using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Allots money to a budget line of the actor's own body. <paramref name="Id"/> comes with the form or request: asked twice, allotted once.</summary>
internal sealed record AllotLine(Guid Id, int Year, string? Line, string? Name, Money? Amount)
{
    /// <summary>Codes are often typed with full-width digits and hyphens; names keep what was typed.</summary>
    public Allot By(Actor actor, DateOnly today) => new(
        Id, today, actor.PersonName, new FiscalYear(Year), (Line ?? "").Normalize(System.Text.NormalizationForm.FormKC).Replace('−', '-').Replace('‐', '-').Trim(),
        (Name ?? "").Trim(), Amount ?? Money.Zero);
}

internal sealed class AllotLineHandler(ProcurementDbContext db, IPurchasingAccounts accounts)
{
    /// <summary>The line's figures after it, or every fault at its field.</summary>
    public async Task<Result<BudgetLineFigures>> Handle(AllotLine asked, CancellationToken cancel)
    {
        if (db.Actor.BodyCode is not { } body)
            return Refusal.NotFound();
        var command = asked.By(db.Actor, (await db.DatabaseNow(cancel)).JapanDay());
        if (PurchasingAccount.Faults(command) is { Count: > 0 } faults)
            return Result<BudgetLineFigures>.No(faults);
        if ((await accounts.Run(body, command, cancel)).Refusal is { } no)
            return no;
        return (await accounts.Read(body, command.Year, cancel)).First(l => l.Line == command.Line);
    }
}
