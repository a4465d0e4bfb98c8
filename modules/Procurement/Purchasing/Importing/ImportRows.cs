using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Takes in the rows of a budget file as one command: one entry of the journal holds them all, so a crash leaves all or none, and a repeat is answered as the first time.</summary>
internal sealed record ImportRows(Guid Id, IReadOnlyList<BudgetRow> Rows) : BudgetAct(Id, Rows.Count > 0 ? Rows[0].Year : default)
{
    public override IEnumerable<FiscalYear> Years => Rows.Select(r => r.Year).Distinct();

    public override ImportBudget By(Actor actor, DateOnly today) => new(Id, today, actor.PersonName, Rows);
}

/// <summary>A row as it would be taken in.</summary>
/// <param name="After">The line after it; null when it is refused.</param>
internal sealed record ImportOutcome(BudgetFileRow Read, IReadOnlyList<Refusal> Faults, BudgetLineFigures? Before, BudgetLineFigures? After);

/// <summary>Shows what a file would do, row by row, without doing it.</summary>
internal sealed class ImportPreview(BudgetActHandler acts, ProcurementDbContext db)
{
    public async Task<IReadOnlyList<ImportOutcome>> Of(IReadOnlyList<BudgetFileRow> rows, CancellationToken cancel)
    {
        var asked = new ImportRows(Guid.CreateVersion7(), [.. rows.Select(r => r.Row)]);
        var account = await acts.Copy(asked.Years, cancel);
        var decided = account.DecideRows(asked.By(db.Actor, (await db.DatabaseNow(cancel)).JapanDay()));
        var after = decided.Where(d => d.Ok).Aggregate(account, (a, d) => a.Apply(d.Value));
        return [.. rows.Zip(decided, (row, outcome) =>
        {
            // What could not be read stands for nothing; the account's words about it would only confuse.
            Refusal[] faults = [.. row.Faults.Concat(outcome.Refusals.Where(f => !row.Faults.Any(r => r.Field == f.Field) && (row.Faults.Count == 0 || f.Code != "row-empty")))
                .OrderBy(f => Array.FindIndex(BudgetFile.Columns, c => c.Field == f.Field))];
            return new ImportOutcome(row, faults, Find(account, row.Row), faults.Length == 0 ? Find(after, row.Row) : null);
        })];
    }

    private static BudgetLineFigures? Find(PurchasingAccount account, BudgetRow row) => account.In(row.Year).FirstOrDefault(l => l.Line == row.Line);
}
