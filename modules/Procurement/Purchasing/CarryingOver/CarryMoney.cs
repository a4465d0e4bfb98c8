using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>繰越 of money of a line, or of an encumbrance with all that is outstanding of it, to the next year.</summary>
internal sealed record CarryMoney(Guid Id, FiscalYear Year, string? Line, Money? Amount, CarryOverKind Kind, Guid? EncumbranceId, string? Reason) : BudgetAct(Id, Year)
{
    public override CarryOver By(Actor actor, DateOnly today) =>
        new(Id, today, actor.PersonName, Year, Code(Line), Amount ?? Money.Zero, Kind, EncumbranceId, Reason ?? "");

    public override IEnumerable<Refusal> Missing() =>
        Chosen(Line, "Input.Line", Refusal.Invalid("Input.Line", "no-line-to-carry", "繰り越す科目か支出負担行為を選んでください。"));
}
