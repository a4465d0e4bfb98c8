using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The acting body's ordinance on long-term contracts as adopted or amended.</summary>
internal sealed record EnterOrdinance(Guid Id, FiscalYear Year, string? Name, int? MaxYears) : BudgetAct(Id, Year)
{
    public override AdoptOrdinance By(Actor actor, DateOnly today) => new(Id, today, actor.PersonName, Name ?? "", MaxYears ?? 0);
}

/// <summary>A 債務負担行為 of the acting body; its id is the operation's.</summary>
internal sealed record EnterDebt(Guid Id, FiscalYear Year, string? Subject, IReadOnlyList<YearAmount> Limits) : BudgetAct(Id, Year)
{
    public override AuthoriseDebt By(Actor actor, DateOnly today) => new(Id, today, actor.PersonName, Id, Subject ?? "", Limits);
}
