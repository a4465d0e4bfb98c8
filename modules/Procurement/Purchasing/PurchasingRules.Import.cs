using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <content>Many lines at once.</content>
internal sealed partial class PurchasingAccount
{
    /// <summary>What each row of an import would do after the rows before it. Fields of refusals are those of <see cref="BudgetRow"/>.</summary>
    public IReadOnlyList<Result<PurchasingEvent[]>> DecideRows(ImportBudget c)
    {
        var (account, seen, decided) = (this, new HashSet<(FiscalYear, string)>(), new List<Result<PurchasingEvent[]>>(c.Rows.Count));
        foreach (var row in c.Rows)
        {
            var result = seen.Add((row.Year, row.Line))
                ? account.Decide(row, c)
                : Refusal.Invalid(nameof(BudgetRow.Line), "line-twice", "科目{0}がこれより前の行にもあります。1つの科目は1行にまとめてください。", row.Line);
            if (result.Ok)
                account = account.Apply(result.Value);
            decided.Add(result);
        }

        return decided;
    }

    /// <summary>All rows or, with the first refusal, none.</summary>
    private Result<PurchasingEvent[]> Decide(ImportBudget c)
    {
        var events = new List<PurchasingEvent>(2 * c.Rows.Count);
        foreach (var (i, row) in DecideRows(c).Index())
        {
            if (!row.Ok)
                return row.Refusals[0] with { Field = $"Rows[{Text(i)}].{row.Refusals[0].Field}" };
            events.AddRange(row.Value);
        }

        return events.ToArray();
    }

    private Result<PurchasingEvent[]> Decide(BudgetRow row, ImportBudget c)
    {
        if (row.Voted == Money.Zero && row.Allotted == Money.Zero)
            return Refusal.Invalid(nameof(BudgetRow.Voted), "row-empty", "議決額と配当額のどちらかに、1円以上を入れてください。");
        if (lines.TryGetValue((row.Year, row.Line), out var known) && known.Fund != row.Fund)
            return Refusal.Invalid(nameof(BudgetRow.Fund), "fund-differs", "科目{0}は別の財源で登録されています。財源を合わせてください。", row.Line);
        List<(PurchasingCommand Command, string Amount)> parts = [];
        if (row.Voted != Money.Zero)
            parts.Add((new Appropriate(c.OperationId, c.On, c.By, row.Year, row.Line, row.Name, row.Fund, row.Voted), nameof(BudgetRow.Voted)));
        if (row.Allotted != Money.Zero)
            parts.Add((new Allot(c.OperationId, c.On, c.By, row.Year, row.Line, row.Name, row.Allotted) { Votes = false, Fund = row.Fund }, nameof(BudgetRow.Allotted)));

        Refusal[] faults = [.. parts.SelectMany(p => FindFaults(p.Command).Select(f => OfRow(f, p.Amount))).DistinctBy(f => (f.Field, f.Code))];
        if (faults.Length > 0)
            return Result<PurchasingEvent[]>.No(faults);
        var (account, events) = (this, new List<PurchasingEvent>(2));
        foreach (var (command, amount) in parts)
        {
            var decided = account.Decide(command);
            if (!decided.Ok)
                return Result<PurchasingEvent[]>.No(decided.Refusals.Select(r => OfRow(r, amount)));
            events.AddRange(decided.Value);
            account = account.Apply(decided.Value);
        }

        return events.ToArray();
    }

    private static Refusal OfRow(Refusal refusal, string amount) => refusal with
    {
        Field = refusal.Field switch
        {
            "Input.Amount" => amount,
            "Input.FundName" => nameof(BudgetRow.Fund),
            { } field => field.Replace("Input.", "", StringComparison.Ordinal),
            null => nameof(BudgetRow.Year),
        },
    };
}
