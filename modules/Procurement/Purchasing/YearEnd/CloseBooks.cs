using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>年度の締め of the acting body's year.</summary>
internal sealed record CloseBooks(Guid Id, FiscalYear Year) : BudgetAct(Id, Year)
{
    public override CloseYear By(Actor actor, DateOnly today) => new(Id, today, actor.PersonName, Year);
}
