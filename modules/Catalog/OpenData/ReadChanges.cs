using System.Globalization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Catalog.OpenData;

/// <summary>How far a reader of the change feed has come: everything up to and including this transaction's line.</summary>
/// <param name="Server">The database server that numbers the transactions. A cursor of another one (before a restore elsewhere) means nothing here.</param>
internal sealed record ChangeCursor(ulong Server, ulong Transaction, long Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Server:x}.{Transaction}.{Sequence}");

    public static ChangeCursor? Parse(string text) =>
        text.Split('.') is [var server, var transaction, var sequence]
        && ulong.TryParse(server, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var s)
        && ulong.TryParse(transaction, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? new ChangeCursor(s, t, n) : null;
}

/// <param name="Next">Ask for what comes after this.</param>
/// <param name="More">There is more to be read at once.</param>
internal sealed record ChangePage(IReadOnlyList<OfferChange> Items, ChangeCursor Next, bool More);

/// <summary>Reads the change feed in an order that never changes and into which nothing is put in afterwards: by the transaction that wrote a line, and only lines of
/// transactions below the oldest that still runs (pg_snapshot_xmin). A line may thus come some moments late; none is ever passed over.</summary>
internal sealed class ReadChanges(CatalogDbContext db)
{
    public const int Most = 1000, Usual = 100;

    /// <summary>Where a reader stands who reads the whole catalogue after this call: changes that it may have missed come after it.</summary>
    public async Task<ChangeCursor> Now(CancellationToken cancel) =>
        new(await Server(cancel), ulong.Parse(await db.Database.SqlQuery<string>($"select pg_snapshot_xmin(pg_current_snapshot())::text as \"Value\"").SingleAsync(cancel), CultureInfo.InvariantCulture) - 1, long.MaxValue);

    /// <param name="after">Null: from the beginning.</param>
    /// <param name="atMost">1 to <see cref="Most"/>.</param>
    public async Task<Result<ChangePage>> After(ChangeCursor? after, int atMost, CancellationToken cancel)
    {
        var server = await Server(cancel);
        if (after is not null && after.Server != server)
            return Refusal.Conflict("cursor-expired", "この続きの位置は使えなくなりました（データベースの移設など）。カタログの全件を読み直し、その応答にあるchangesから続けてください。");
        var from = after ?? new ChangeCursor(server, 0, 0);
        var transaction = from.Transaction.ToString(CultureInfo.InvariantCulture);
        var items = await db.OfferChanges.FromSql($"""
            select * from catalog.offer_change
            where transaction < pg_snapshot_xmin(pg_current_snapshot()) and (transaction, sequence) > ({transaction}::text::xid8, {from.Sequence})
            order by transaction, sequence limit {atMost + 1}
            """).AsNoTracking().ToListAsync(cancel);
        var more = items.Count > atMost;
        var shown = items.Take(atMost).ToList();
        return new ChangePage(shown, shown.Count == 0 ? from : new ChangeCursor(server, shown[^1].Transaction, shown[^1].Sequence), more);
    }

    private async Task<ulong> Server(CancellationToken cancel) =>
        unchecked((ulong)await db.Database.SqlQuery<long>($"select system_identifier as \"Value\" from pg_control_system()").SingleAsync(cancel));
}

/// <summary>A database that was restored on another server brings transaction numbers that are not this server's. Its lines go before everything that is written here, in their
/// order; readers learn from their cursor's server that they must begin anew.</summary>
internal sealed class ChangesOfAnotherServer : IAfterMigrate
{
    public async Task Run(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            update catalog.offer_change set transaction = '0'
            where exists (select from catalog.offer_change where transaction >= pg_snapshot_xmax(pg_current_snapshot()))
            """, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
