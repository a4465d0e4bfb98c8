using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

internal enum ScanState
{
    /// <summary>Not scanned: no scanner is set up, or it could not be asked yet.</summary>
    Waiting,

    /// <summary>Scanned; nothing found.</summary>
    Clean,

    /// <summary>Malware was found; the content is gone.</summary>
    Infected,
}

/// <summary>A file of a listing: manuals, terms, price lists. Its content never changes; a newer file is another document. Once a version of the listing that names it
/// is published it stays for good, as the version does.</summary>
internal sealed class Document : Entity
{
    private Document()
    {
    }

    public Guid OwnerId { get; private init; }
    public Guid EntryId { get; private init; }
    public string QuestionId { get; private init; } = "";

    /// <summary>For readers, e.g. "操作説明書".</summary>
    public string Title { get; private init; } = "";

    /// <summary>As downloaded; the ending follows from the content.</summary>
    public string FileName { get; private init; } = "";
    public string MediaType { get; private init; } = "";
    public long Size { get; private init; }

    /// <summary>Hex.</summary>
    public string Sha256 { get; private init; } = "";
    public ScanState Scan { get; private set; }

    /// <summary>The scanner's name of what it found.</summary>
    public string? Finding { get; private set; }
    public DateTimeOffset UploadedAt { get; private init; }
    public DateTimeOffset? ScannedAt { get; private set; }

    /// <summary>When a version that names it was first published.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public string Url => $"/documents/{PublicId}";

    public static Document Of(Guid id, Entry entry, string question, string title, SniffedFile file, string sha256, DateTimeOffset now) => new()
    {
        Id = id, OwnerId = entry.OwnerId, EntryId = entry.Id, QuestionId = question, Title = title, FileName = file.Name, MediaType = file.Type.MediaType, Size = file.Size,
        Sha256 = sha256, UploadedAt = now,
    };

    /// <summary>The same file for a copy of its listing.</summary>
    public Document CopyTo(Entry entry, DateTimeOffset now) => new()
    {
        OwnerId = entry.OwnerId, EntryId = entry.Id, QuestionId = QuestionId, Title = Title, FileName = FileName, MediaType = MediaType, Size = Size, Sha256 = Sha256,
        Scan = Scan, ScannedAt = ScannedAt, UploadedAt = now,
    };

    public void Take(ScanVerdict verdict, DateTimeOffset now)
    {
        if (verdict.Outcome is ScanOutcome.Unreachable)
            return;
        (Scan, Finding, ScannedAt) = (verdict.Outcome is ScanOutcome.Clean ? ScanState.Clean : ScanState.Infected, verdict.Finding, now);
    }

    public void Publish(DateTimeOffset now) => PublishedAt ??= now;

    /// <summary>Whether it may be handed out: nothing was found, or nobody scans here.</summary>
    public bool MayBeRead(bool scanning) => Scan == ScanState.Clean || (Scan == ScanState.Waiting && !scanning);
}

/// <summary>The bytes, apart from what is said of them, so that reading lists does not read files. Kept out of the audit trail, which has the document's SHA-256.</summary>
[Derived]
internal sealed class DocumentContent
{
    public Guid DocumentId { get; init; }
    public byte[] Bytes { get; init; } = [];
}

internal sealed class DocumentTables : IEntityTypeConfiguration<Document>, IEntityTypeConfiguration<DocumentContent>
{
    public void Configure(EntityTypeBuilder<Document> b)
    {
        b.ToTable("document");
        b.Property(x => x.Version).IsRowVersion();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => x.EntryId);
        b.HasIndex(x => x.UploadedAt).HasFilter("scan = 'Waiting'").HasDatabaseName("ix_document_unscanned");
        b.HasOne<Entry>().WithMany().HasForeignKey(x => x.EntryId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DocumentContent> b)
    {
        b.ToTable("document_content");
        b.HasKey(x => x.DocumentId);
        b.HasOne<Document>().WithOne().HasForeignKey<DocumentContent>(x => x.DocumentId).OnDelete(DeleteBehavior.Restrict);
    }
}
