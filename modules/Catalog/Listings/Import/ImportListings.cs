using System.Buffers.Binary;
using System.Security.Cryptography;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Makes a draft of each row of a file, of all or of none.</summary>
/// <param name="Id">Brought by the form: a second submit of it makes nothing more.</param>
/// <param name="Table">As <see cref="ImportTable"/> read it.</param>
internal sealed record ImportListings(Guid Id, EntryKind Kind, string[][] Table);

internal sealed class ImportListingsHandler(CatalogDbContext db, CatalogueBasis basis, StartListing starting, TimeProvider time)
{
    /// <summary>What each row would become, without doing it; the refusal is about the file as a whole.</summary>
    public async Task<Result<ImportRow[]>> Preview(EntryKind kind, string[][] table, CancellationToken cancel)
    {
        var read = ImportFile.Read(table, kind, await basis.OpenSet(cancel), await basis.Categories(cancel));
        if (!read.Ok || kind == EntryKind.Software)
            return read;
        var software = await Software(read.Value, cancel);
        return read.Value.Select(r => software(r).Fault is { } fault ? r with { Faults = [new ImportFault("販売するソフトウェア", fault), .. r.Faults] } : r).ToArray();
    }

    /// <summary>How many drafts the file made.</summary>
    public async Task<Result<int>> Handle(ImportListings command, CancellationToken cancel)
    {
        var rows = await Preview(command.Kind, command.Table, cancel);
        if (!rows.Ok)
            return Result<int>.No(rows.Refusals);
        if (await Done(command, rows.Value, cancel))
            return rows.Value.Length;
        if (rows.Value.Count(r => r.Faults.Count > 0) is > 0 and var faulty)
            return Refusal.Conflict("import-faults", "{0}行に誤りがあります。直してから、もう一度選んでください。", faulty);
        var set = await basis.OpenSet(cancel);
        var software = await Software(rows.Value, cancel);
        var now = time.GetUtcNow();
        foreach (var row in rows.Value)
        {
            var id = IdOf(command.Id, row.Number);
            var entry = command.Kind == EntryKind.Software ? Entry.Software(id, db.Actor.OrganisationId, set.Version, now) : Entry.Offer(id, db.Actor.OrganisationId, software(row).Id, set.Version, now);
            entry.Answer(row.Answers, now);
            db.Entries.Add(entry);
        }

        var saved = await db.Save(cancel);
        if (saved.Ok || await Done(command, rows.Value, cancel))
            return rows.Value.Length;
        return Result<int>.No(saved.Refusals);
    }

    private Task<bool> Done(ImportListings command, ImportRow[] rows, CancellationToken cancel)
    {
        var ids = rows.Select(r => IdOf(command.Id, r.Number)).ToArray();
        return db.Entries.AsNoTracking().AnyAsync(e => ids.Contains(e.Id), cancel);
    }

    /// <summary>The same row of the same form has the same key (UUID version 8, RFC 9562).</summary>
    private static Guid IdOf(Guid form, int row)
    {
        Span<byte> text = stackalloc byte[20];
        form.TryWriteBytes(text, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(text[16..], row);
        var bytes = SHA256.HashData(text)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Finds a row's software by public id or exact name among what the vendor may offer; own ones win over others' of the same name.</summary>
    private async Task<Func<ImportRow, (Guid Id, Refusal? Fault)>> Software(ImportRow[] rows, CancellationToken cancel)
    {
        var words = rows.Select(r => r.Software).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var own = db.Actor.OrganisationId;
        var found = await starting.Choosable().Where(e => words.Contains(e.PublicId) || words.Contains(e.Title)).Select(e => new { e.Id, e.PublicId, e.Title, Own = e.OwnerId == own }).ToListAsync(cancel);
        return row =>
        {
            if (row.Software is not { } word)
                return (default, Refusal.Invalid(ImportColumns.SoftwareField, "answer-required", "販売するソフトウェアを書いてください。"));
            var fits = found.Where(f => f.PublicId == word).ToList();
            if (fits.Count == 0)
                fits = found.Where(f => f.Title == word && f.Own).ToList();
            if (fits.Count == 0)
                fits = found.Where(f => f.Title == word).ToList();
            return fits.Count switch
            {
                1 => (fits[0].Id, null),
                0 => (default, Refusal.Invalid(ImportColumns.SoftwareField, "unknown-software", "ソフトウェア「{0}」が見つかりません。番号か名称を確かめてください。", word)),
                _ => (default, Refusal.Invalid(ImportColumns.SoftwareField, "ambiguous-software", "「{0}」という名称のソフトウェアが{1}件あります。番号で書いてください。", word, fits.Count)),
            };
        };
    }
}
