using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Enters lines of a bank statement: one typed by hand, or a whole file. All of them or, when one is faulty, none.</summary>
internal sealed record EnterStatementLines(IReadOnlyList<NewStatementLine> Lines);

/// <summary>What became of them.</summary>
/// <param name="AlreadyThere">Entered before; nothing was added for them.</param>
internal sealed record EnteredLines(IReadOnlyList<StatementLine> Added, int AlreadyThere)
{
    public int Matched => Added.Count(l => l.InvoiceId is not null);
}

internal sealed class EnterStatementLinesHandler(BillingDbContext db, Settlement settlement)
{
    public async Task<Result<EnteredLines>> Handle(EnterStatementLines command, CancellationToken cancel)
    {
        var now = await db.DatabaseNow(cancel);
        var faults = command.Lines.SelectMany(l => l.Faults(now.JapanDay())).ToArray();
        if (faults.Length > 0)
            return Result<EnteredLines>.No(faults);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // One import of an owner at a time: the second of two equal ones sees the first's lines instead of clashing with them.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"billing.statement " + db.Actor.OrganisationId}, 0))", cancel);
        var added = await Missing(command.Lines, now, cancel);
        db.AddRange(added);
        await MatchAll(added, now, cancel);
        if (await db.Save(cancel) is { Ok: false } clash)
            return Result<EnteredLines>.No(clash.Refusals);
        await transaction.CommitAsync(cancel);
        return new EnteredLines(added, command.Lines.Count - added.Count);
    }

    private async Task<List<StatementLine>> Missing(IReadOnlyList<NewStatementLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        var owner = db.Actor.OrganisationId;
        var entered = lines.GroupBy(l => l.Hash(0), StringComparer.Ordinal)
            .SelectMany(equal => equal.Select((line, place) => StatementLine.Enter(line, place + 1, db.Actor, now))).OrderBy(l => l.Date).ToList();
        var hashes = entered.ConvertAll(l => l.Hash);
        var ids = entered.ConvertAll(l => l.Id);
        var there = await db.StatementLines.Where(l => l.OwnerId == owner && (hashes.Contains(l.Hash) || ids.Contains(l.Id)))
            .Select(l => new { l.Id, l.Hash }).ToListAsync(cancel);
        return entered.FindAll(l => !there.Exists(t => t.Id == l.Id || string.Equals(t.Hash, l.Hash, StringComparison.Ordinal)));
    }

    private async Task MatchAll(List<StatementLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        var open = (await settlement.Open(cancel)).ToList();
        var pairs = new List<(StatementLine Line, OpenInvoice Invoice)>();
        foreach (var line in lines)
        {
            if (Matching.Find(line.Amount, line.Date, line.Payer, line.Reference, open) is not { } invoice)
                continue;
            open.Remove(invoice);
            pairs.Add((line, invoice));
        }

        // Always in the same order, so that two imports cannot wait for each other.
        foreach (var contract in pairs.Select(p => p.Invoice.ContractId).Distinct().Order())
            await db.Lock(contract, cancel);
        foreach (var (line, found) in pairs)
        {
            var invoice = await db.Invoices.SingleAsync(i => i.Id == found.Id, cancel);
            if (invoice.State != InvoiceState.Paid && invoice.WhyNotCredited(line.Date) is null)
                await settlement.Settle(line, invoice, MatchedHow.Automatic, now, cancel);
        }
    }
}
