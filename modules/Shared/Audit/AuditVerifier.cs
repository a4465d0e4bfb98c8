using System.Security.Cryptography;
using Npgsql;

namespace Marketplace.Shared;

/// <summary>What verifying the audit chain found.</summary>
/// <param name="Fault">Null when every row and block is as sealed; otherwise what is wrong, naming the first bad row or block.</param>
public sealed record AuditVerdict(long Blocks, long Rows, string? Fault);

/// <summary>Recomputes the whole chain: every row's hash, every block's hash over its rows, every link to the block before.</summary>
/// <remarks>One pass over the rows in their own order beside one pass over the blocks: a block's rows come in ascending sequence, so its hash grows as they pass,
/// and only the few blocks that overlap are open at a time. Memory stays flat and nothing is sorted, whatever the trail's length.</remarks>
public sealed class AuditVerifier(NpgsqlDataSource source)
{
    public async Task<AuditVerdict> Verify(CancellationToken cancel)
    {
        // Blocks sealed while this runs are left for the next time; what is read up to here is complete, because a block and its rows are one commit.
        await using var newest = source.CreateCommand("select coalesce(max(number), 0) from shared.audit_blocks");
        var last = (long)(await newest.ExecuteScalarAsync(cancel))!;
        await using var blockCommand = Command("select number, rows, previous, hash from shared.audit_blocks where number <= $1 order by number", last);
        await using var rowCommand = Command("""
            select sequence, at, person_id, person_name, organisation_id, organisation_name, role, via, record, record_id, change, before, after, block, hash
            from shared.audit where block <= $1 order by sequence
            """, last);
        await using var blocks = await blockCommand.ExecuteReaderAsync(cancel);
        await using var rows = await rowCommand.ExecuteReaderAsync(cancel);
        using var open = new OpenBlocks(blocks);
        long count = 0;
        while (await rows.ReadAsync(cancel))
        {
            count++;
            var row = Read(rows);
            var hash = row.ContentHash();
            if (row.Hash is null || !hash.AsSpan().SequenceEqual(row.Hash))
                return new AuditVerdict(open.Count, count, $"Audit row {row.Sequence} is not as it was sealed.");
            if (await open.Add(row.Block!.Value, hash, cancel) is { } fault)
                return new AuditVerdict(open.Count, count, fault);
        }

        var end = await open.End(cancel);
        return new AuditVerdict(open.Count, count, end);
    }

    private NpgsqlCommand Command(string sql, long last)
    {
        var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = last });
        return command;
    }

    private static AuditRow Read(NpgsqlDataReader r) => new()
    {
        Sequence = r.GetInt64(0),
        At = r.GetFieldValue<DateTimeOffset>(1),
        PersonId = r.IsDBNull(2) ? null : r.GetGuid(2),
        PersonName = r.GetString(3),
        OrganisationId = r.GetGuid(4),
        OrganisationName = r.GetString(5),
        Role = r.GetString(6),
        Via = r.GetString(7),
        Record = r.GetString(8),
        RecordId = r.GetString(9),
        Change = r.GetString(10),
        Before = r.IsDBNull(11) ? null : r.GetString(11),
        After = r.IsDBNull(12) ? null : r.GetString(12),
        Block = r.GetInt64(13),
        Hash = r.IsDBNull(14) ? null : r.GetFieldValue<byte[]>(14),
    };

    /// <summary>The blocks read so far whose rows have not all passed yet.</summary>
    private sealed class OpenBlocks(NpgsqlDataReader blocks) : IDisposable
    {
        private readonly SortedDictionary<long, Open> open = [];
        private byte[] previous = new byte[32];

        /// <summary>Blocks read.</summary>
        public long Count { get; private set; }

        /// <summary>Adds a row's hash to its block; what is wrong, or null.</summary>
        public async Task<string?> Add(long number, byte[] row, CancellationToken cancel)
        {
            while (Count < number && await blocks.ReadAsync(cancel))
            {
                if (Take() is { } fault)
                    return fault;
            }

            if (!open.TryGetValue(number, out var block))
                return $"Block {number} does not match its rows.";
            block.Hash.AppendData(row);
            return --block.Left > 0 ? null : Close(number, block);
        }

        /// <summary>Reads the blocks that no row asked for, and says which is short of rows.</summary>
        public async Task<string?> End(CancellationToken cancel)
        {
            while (await blocks.ReadAsync(cancel))
            {
                if (Take() is { } fault)
                    return fault;
            }

            return open.Count == 0 ? null : $"Block {open.Keys.First()} does not match its rows.";
        }

        public void Dispose()
        {
            foreach (var block in open.Values)
                block.Hash.Dispose();
        }

        private string? Take()
        {
            var (number, sealedHash) = (blocks.GetInt64(0), blocks.GetFieldValue<byte[]>(3));
            if (number != ++Count || !blocks.GetFieldValue<byte[]>(2).AsSpan().SequenceEqual(previous))
                return $"Block {number} does not follow the block before it.";
            open[number] = new Open(AuditBlock.Begin(number, previous), sealedHash) { Left = blocks.GetInt32(1) };
            previous = sealedHash;
            return null;
        }

        private string? Close(long number, Open block)
        {
            open.Remove(number);
            using (block.Hash)
                return block.Hash.GetHashAndReset().AsSpan().SequenceEqual(block.Sealed) ? null : $"Block {number} does not match its rows.";
        }

        private sealed record Open(IncrementalHash Hash, byte[] Sealed)
        {
            public int Left { get; set; }
        }
    }
}
