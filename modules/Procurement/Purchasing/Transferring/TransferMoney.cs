using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>流用 between two lines of the acting body's year.</summary>
internal sealed record TransferMoney(Guid Id, FiscalYear Year, string? From, string? To, Money? Amount, string? Reason, bool AllowedByBudget) : BudgetAct(Id, Year)
{
    public override Transfer By(Actor actor, DateOnly today) =>
        new(Id, today, actor.PersonName, Year, Code(From), Code(To), Amount ?? Money.Zero, Reason ?? "", AllowedByBudget);

    public override IEnumerable<Refusal> Missing() =>
    [
        .. Chosen(From, "Input.From", Refusal.Invalid("Input.From", "no-source", "流用元の科目を選んでください。")),
        .. Chosen(To, "Input.To", Refusal.Invalid("Input.To", "no-target", "流用先の科目を選んでください。")),
    ];
}
