using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>減額 of a line of the acting body's year.</summary>
internal sealed record ReduceMoney(Guid Id, FiscalYear Year, string? Line, Money? Amount, string? Reason) : BudgetAct(Id, Year)
{
    public override Reduce By(Actor actor, DateOnly today) => new(Id, today, actor.PersonName, Year, Code(Line), Amount ?? Money.Zero, Reason ?? "");

    public override IEnumerable<Refusal> Missing() => Chosen(Line, "Input.Line", Refusal.Invalid("Input.Line", "no-line", "科目を選んでください。"));
}
