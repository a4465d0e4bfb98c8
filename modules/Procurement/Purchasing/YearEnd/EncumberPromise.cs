using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The yearly part of a running contract is encumbered in the year that begins.</summary>
internal sealed record EncumberPromise(Guid Id, FiscalYear Year, Promise Promise, string Line) : BudgetAct(Id, Year)
{
    public override Encumber By(Actor actor, DateOnly today) => new(Id, today, actor.PersonName, Promise.EncumbranceId, Year, Line, Promise.Amount, Promise.Subject)
    {
        About = new Reference(ReferenceKind.Contract, Promise.EncumbranceId),
    };
}
