using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.OpenData;

/// <summary>The whole catalogue, written as it is read: a batch at a time, so that memory does not grow with it and no connection waits for a slow reader.</summary>
internal sealed class CatalogueExport(CatalogDbContext db, CatalogueBasis basis)
{
    private const int Batch = 500;
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>JSON as it is stored and handed out: Japanese stays readable.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Published offers by id, after the one given.</summary>
    public Task<List<OfferSnapshot>> Page(Guid after, int atMost, CancellationToken cancel) =>
        db.PublishedOffers.AsNoTracking().Where(p => p.WithdrawnAt == null && p.OfferId > after).OrderBy(p => p.OfferId).Take(atMost).Select(p => p.Snapshot).ToListAsync(cancel);

    /// <summary>What changes when the files' content does.</summary>
    public async Task<CatalogueState> State(CancellationToken cancel)
    {
        var open = (await basis.OpenSet(cancel)).Version;
        // The count too: a line with a lower number may be committed after one with a higher.
        var changes = await db.OfferChanges.GroupBy(_ => 1).Select(g => new { Count = g.LongCount(), Last = g.Max(c => c.Sequence), At = g.Max(c => c.At) }).SingleOrDefaultAsync(cancel);
        return new CatalogueState(string.Create(CultureInfo.InvariantCulture, $"1.{open}.{changes?.Count}.{changes?.Last}"), changes?.At, await db.PublishedOffers.CountAsync(p => p.WithdrawnAt == null, cancel));
    }

    /// <summary>One object a line (JSON Lines), UTF-8.</summary>
    public async Task WriteJsonLines(Stream stream, string root, CancellationToken cancel)
    {
        var categories = await basis.Categories(cancel);
        await foreach (var batch in Batches(cancel))
        {
            using var lines = new MemoryStream();
            foreach (var offer in batch)
            {
                await JsonSerializer.SerializeAsync(lines, CatalogueRecord.Of(offer, root, categories), Json, cancel);
                lines.Write(NewLine);
            }

            await stream.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), cancel);
        }
    }

    /// <summary>One row a listing, UTF-8 with mark, in Japanese words whatever the request's language.</summary>
    public async Task WriteCsv(Stream stream, string root, CancellationToken cancel)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        var columns = await Columns(cancel);
        var categories = await basis.Categories(cancel);
        await stream.WriteAsync(Encoding.UTF8.GetPreamble(), cancel);
        await stream.WriteAsync(SafeCsv.Rows([columns.Select(c => c.Head)]), cancel);
        await foreach (var batch in Batches(cancel))
            await stream.WriteAsync(SafeCsv.Rows(batch.Select(o => CatalogueRecord.Of(o, root, categories)).Select(r => columns.Select(c => c.Cell(r)))), cancel);
    }

    public async Task<IReadOnlyList<CatalogueColumn>> Columns(CancellationToken cancel) =>
        CatalogueColumns.Of(await basis.OpenSet(cancel), await basis.Sets(cancel), (await basis.Categories(cancel)).ByCode);

    private async IAsyncEnumerable<List<OfferSnapshot>> Batches([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = Guid.Empty; await Page(after, Batch, cancel) is { Count: > 0 } batch; after = batch[^1].OfferId)
            yield return batch;
    }
}

/// <param name="Version">Equal versions mean equal files.</param>
/// <param name="ChangedAt">When a listing was last published or withdrawn; null while there was none.</param>
internal sealed record CatalogueState(string Version, DateTimeOffset? ChangedAt, int Offers);
