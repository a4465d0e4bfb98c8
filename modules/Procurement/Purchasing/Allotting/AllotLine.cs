using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>What is entered for a line.</summary>
public enum AllotKind
{
    /// <summary>議決と配当 at once, as bodies do that do not keep the two apart.</summary>
    Both,

    /// <summary>議決 only; allotted later.</summary>
    Vote,

    /// <summary>配当 of what was voted before.</summary>
    Allot,
}

/// <summary>Enters money voted for, or allotted to, a budget line of the acting body.</summary>
internal sealed record AllotLine(Guid Id, int YearNumber, string? Line, string? Name, Money? Amount) : BudgetAct(Id, new FiscalYear(YearNumber))
{
    public AllotKind Kind { get; init; }

    /// <summary>Of a line that this opens.</summary>
    public Fund Fund { get; init; } = Fund.General;

    public override PurchasingCommand By(Actor actor, DateOnly today) => Kind is AllotKind.Vote
        ? new Appropriate(Id, today, actor.PersonName, Year, Code(Line), (Name ?? "").Trim(), Fund, Amount ?? Money.Zero)
        : new Allot(Id, today, actor.PersonName, Year, Code(Line), (Name ?? "").Trim(), Amount ?? Money.Zero) { Votes = Kind is AllotKind.Both, Fund = Fund };

    public string LineCode => Code(Line);
}

internal sealed class AllotLineHandler(BudgetActHandler acts, CurrentActor actor, IPurchasingAccounts accounts)
{
    /// <summary>The line's figures after it, or every fault at its field.</summary>
    public async Task<Result<BudgetLineFigures>> Handle(AllotLine asked, CancellationToken cancel)
    {
        var result = await acts.Handle(asked, cancel);
        return result.Ok
            ? (await accounts.Read(actor.Value.BodyCode!.Value, asked.Year, cancel)).First(l => l.Line == asked.LineCode)
            : Result<BudgetLineFigures>.No(result.Refusals);
    }
}
