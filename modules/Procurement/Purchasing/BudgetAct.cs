using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Something asked of the acting body's own budget, from a form or by a machine.</summary>
/// <param name="Id">Comes with the form or request: asked twice, done once.</param>
/// <param name="Year">The fiscal year it is about.</param>
internal abstract record BudgetAct(Guid Id, FiscalYear Year)
{
    /// <summary>What the account is asked.</summary>
    public abstract PurchasingCommand By(Actor actor, DateOnly today);

    /// <summary>Years that it may touch.</summary>
    public virtual IEnumerable<FiscalYear> Years => [Year, Year.Next];

    /// <summary>What is not filled in, where the account would only say that there is no such thing.</summary>
    public virtual IEnumerable<Refusal> Missing() => [];

    /// <summary>The field of the form that a rule's refusal is about.</summary>
    public virtual string? FieldOf(string code) => code is "over-budget" ? "Input.Amount" : null;

    /// <summary>Line codes are often typed with full-width digits and hyphens.</summary>
    protected static string Code(string? typed) =>
        (typed ?? "").Normalize(System.Text.NormalizationForm.FormKC).Replace('−', '-').Replace('‐', '-').Trim();

    protected static IEnumerable<Refusal> Chosen(string? line, string field, Refusal otherwise) =>
        string.IsNullOrWhiteSpace(line) ? [otherwise with { Field = field }] : [];
}

/// <summary>A line before and after an act; no figures before it when the act opens it.</summary>
internal sealed record LineChange(BudgetLineFigures? Before, BudgetLineFigures After);

internal sealed class BudgetActHandler(ProcurementDbContext db, IPurchasingAccounts accounts)
{
    /// <summary>Has it done, or every fault at its field.</summary>
    public async Task<Result> Handle(BudgetAct asked, CancellationToken cancel)
    {
        if (db.Actor.BodyCode is not { } body)
            return Refusal.NotFound();
        var command = await Command(asked, cancel);
        if (Faults(asked, command) is { Length: > 0 } faults)
            return Result.No(faults);
        return (await accounts.Run(body, command, cancel)).Refusal is { } no ? AtField(asked, no) : Result.Done;
    }

    /// <summary>What it would do: the account's own rules on its present figures. For the check before it; nothing is decided.</summary>
    public async Task<Result<LineChange[]>> Try(BudgetAct asked, CancellationToken cancel)
    {
        if (db.Actor.BodyCode is null)
            return Refusal.NotFound();
        var command = await Command(asked, cancel);
        if (Faults(asked, command) is { Length: > 0 } faults)
            return Result<LineChange[]>.No(faults);
        var account = await Copy(asked.Years, cancel);
        var decided = account.Decide(command);
        if (!decided.Ok)
            return Result<LineChange[]>.No(decided.Refusals.Select(r => AtField(asked, r)));
        var after = account.Apply(decided.Value);
        return decided.Value.Where(e => e.Line.Length > 0).Select(e => (e.Year, e.Line)).Distinct().Select(key => new LineChange(
            account.In(key.Year).FirstOrDefault(l => l.Line == key.Line), after.In(key.Year).First(l => l.Line == key.Line))).ToArray();
    }

    /// <summary>The acting body's account with what concerns those years, to try things on.</summary>
    public async Task<PurchasingAccount> Copy(IEnumerable<FiscalYear> years, CancellationToken cancel)
    {
        if (db.Actor.BodyCode is not { } body)
            return PurchasingAccount.Empty;
        var reports = new List<BudgetReport>();
        foreach (var year in years.Distinct())
            reports.Add(await accounts.Report(body, year, cancel));
        return reports.Count == 0 ? PurchasingAccount.Empty : PurchasingAccount.Of(
            reports.SelectMany(r => r.Lines),
            reports.SelectMany(r => r.Encumbrances).GroupBy(p => p.Id).Select(g => new Commitment(g.Key, g.First().Subject, g.Last().Line, [.. g.OrderBy(p => p.Year)], null)),
            reports[0].Authorities, reports[0].Ordinance);
    }

    private async Task<PurchasingCommand> Command(BudgetAct asked, CancellationToken cancel) => asked.By(db.Actor, (await db.DatabaseNow(cancel)).JapanDay());

    private static Refusal[] Faults(BudgetAct asked, PurchasingCommand command) => [.. asked.Missing(), .. PurchasingAccount.Faults(command)];

    private static Refusal AtField(BudgetAct asked, Refusal no) => no.Field is null && asked.FieldOf(no.Code) is { } field ? no with { Field = field } : no;
}
