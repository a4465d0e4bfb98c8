using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>The files that a listing's working answers name, as its other acts need them.</summary>
internal sealed class ListingDocuments(CatalogDbContext db, VirusScanner scanner)
{
    private readonly List<(Guid From, Guid To)> copied = [];

    /// <summary>Why the listing cannot be submitted or published yet: a file that was not scanned, or in which something was found.</summary>
    public async Task<Refusal?> Obstacle(Entry entry, CancellationToken cancel) => (await Named(entry, cancel)).FirstOrDefault(d => !d.MayBeRead(scanner.IsConfigured)) switch
    {
        null => null,
        { Scan: ScanState.Infected } found => Refusal.Conflict("document-infected", "ファイル「{0}」からウイルスが見つかりました（{1}）。削除して、安全なファイルを追加してください。", found.Title, found.Finding ?? ""),
        var waiting => Refusal.Conflict("document-unscanned", "ファイル「{0}」のウイルス検査がまだ終わっていません。数分待ってから、もう一度申請してください。", waiting.Title),
    };

    /// <summary>The files belong to a published version from now on.</summary>
    public async Task Publish(Entry entry, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var document in await Named(entry, cancel))
            document.Publish(now);
    }

    /// <summary>The same files for a copy of the listing, as its answer; <see cref="CopyContents"/> follows when they are saved.</summary>
    public async Task<JsonArray?> Copy(JsonNode answer, Entry copy, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = (DocumentAnswer.Read(answer) ?? []).Select(f => f.Id).ToList();
        var originals = await db.Documents.AsNoTracking().Where(d => ids.Contains(d.PublicId) && d.Scan != ScanState.Infected).ToListAsync(cancel);
        var files = new List<DocumentRef>();
        foreach (var original in originals.OrderBy(d => ids.IndexOf(d.PublicId)))
        {
            var document = original.CopyTo(copy, now);
            db.Documents.Add(document);
            copied.Add((original.Id, document.Id));
            files.Add(new DocumentRef(document.PublicId, document.Title, document.FileName, document.Size, document.Sha256));
        }

        return DocumentAnswer.Write(files);
    }

    /// <summary>The bytes stay in the database on their way.</summary>
    public async Task CopyContents(CancellationToken cancel)
    {
        foreach (var (from, to) in copied)
            await db.Database.ExecuteSqlAsync($"insert into catalog.document_content (document_id, bytes) select {to}, bytes from catalog.document_content where document_id = {from}", cancel);
    }

    private async Task<List<Document>> Named(Entry entry, CancellationToken cancel)
    {
        var ids = entry.Answers.Select(a => DocumentAnswer.Read(a.Value)).OfType<IReadOnlyList<DocumentRef>>().SelectMany(f => f).Select(f => f.Id).ToList();
        return ids.Count == 0 ? [] : await db.Documents.Where(d => d.EntryId == entry.Id && ids.Contains(d.PublicId)).OrderBy(d => d.UploadedAt).ToListAsync(cancel);
    }
}
