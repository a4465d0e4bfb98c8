using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>取消 of a year's part that nothing counts on any more.</summary>
internal sealed record ReleasePart(Guid Id, FiscalYear Year, Guid EncumbranceId) : BudgetAct(Id, Year)
{
    public override Release By(Actor actor, DateOnly today) => new(Id, today, actor.PersonName, EncumbranceId) { Year = Year };
}
