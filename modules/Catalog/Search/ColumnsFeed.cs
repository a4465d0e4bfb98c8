using System.Text.Json;
using Marketplace.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Catalog.Search;

/// <summary>Keeps this replica's <see cref="Columns"/> up to date: asks five times a second for the index's position (one row) and reads what changed since.
/// Positions become visible in order (see <see cref="SearchPosition"/>), so nothing is missed.</summary>
internal sealed partial class ColumnsFeed(NpgsqlDataSource source, ILogger<ColumnsFeed> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Columns current = Columns.Empty;

    /// <summary>The newest columns; the first caller reads them.</summary>
    public async ValueTask<Columns> Current(CancellationToken cancel) => current is { Position: >= 0 } ready ? ready : await Refresh(cancel);

    /// <summary>Reads what changed since the last time.</summary>
    public async Task<Columns> Refresh(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await using var ask = new NpgsqlCommand("select position from catalog.search_position where id = 1", connection);
            var position = await ask.ExecuteScalarAsync(cancel) as long? ?? 0;
            var known = current;
            if (position == known.Position)
                return known;
            // A lower position than known: the database was set back to an earlier state.
            var since = position < known.Position ? Columns.Empty : known;
            var (rows, texts) = await Rows(connection, since.Position, cancel);
            return current = since.Changed(position, rows, await Standings(connection, since.Position, cancel), texts);
        }
        finally
        {
            reading.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Refresh(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or JsonException)
            {
                LogUnreachable(e);
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task<(List<ColumnRow> Rows, List<DocumentText> Texts)> Rows(NpgsqlConnection connection, long since, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            select number, removed, offer_id, seller_id, categories, filter_values, price, published_at, sort_name, name, seller_name, words,
                public_id, offer_version, offer_name, summary from catalog.search_document where position > $1
            """, connection) { Parameters = { new() { Value = since } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<ColumnRow>();
        var texts = new List<DocumentText>();
        // The same few values occur in every row; one string each is enough.
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        string One(string value) => shared.TryGetValue(value, out var one) ? one : shared[value] = value;
        string[] Shared(string[] values) => Array.ConvertAll(values, One);
        while (await reader.ReadAsync(cancel))
        {
            var removed = reader.GetBoolean(1);
            rows.Add(new ColumnRow(reader.GetInt32(0), removed, reader.GetGuid(2), reader.GetGuid(3), Shared(reader.GetFieldValue<string[]>(4)),
                Shared(reader.GetFieldValue<string[]>(5)), removed ? ColumnRow.NoPrice : JsonSerializer.Deserialize<PricePlan>(reader.GetString(6), JsonSerializerOptions.Web)!,
                reader.GetFieldValue<DateTimeOffset>(7), reader.GetString(8),
                new OfferLine(reader.GetString(12), reader.GetInt32(13), One(reader.GetString(9)), One(reader.GetString(14)), One(reader.GetString(15)), One(reader.GetString(10)))));
            if (!removed)
                texts.Add(SearchWords.Read(reader.GetInt32(0), reader.GetString(11)));
        }

        return (rows, texts);
    }

    private static async Task<List<VendorStanding>> Standings(NpgsqlConnection connection, long since, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select seller_id, certified, proofs from catalog.seller_standing where position > $1", connection)
        {
            Parameters = { new() { Value = since } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var standings = new List<VendorStanding>();
        while (await reader.ReadAsync(cancel))
            standings.Add(new VendorStanding(reader.GetGuid(0), reader.GetBoolean(1), JsonSerializer.Deserialize<List<ProofView>>(reader.GetString(2), JsonSerializerOptions.Web)!));
        return standings;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue index cannot be read just now; searches go on with what is known")]
    private partial void LogUnreachable(Exception e);
}
