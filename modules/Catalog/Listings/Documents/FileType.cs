using System.IO.Compression;
using System.Text;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>A kind of file that a listing may carry.</summary>
internal sealed record FileType(string Ending, string MediaType);

/// <summary>An uploaded file that was judged by its content.</summary>
/// <param name="Name">The sender's name for it, cleaned, with the ending that fits the content.</param>
internal sealed record SniffedFile(string Name, FileType Type, long Size);

/// <summary>Tells PDF, OpenDocument and Office files by their content; what the sender calls them counts for nothing.</summary>
internal static class FileTypes
{
    public const int MostBytes = 10 * 1024 * 1024;
    public const string Accepted = ".pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx";

    private const int LongestName = 100, MostParts = 5_000, MostContentTypes = 1024 * 1024;
    private static readonly FileType Pdf = new(".pdf", "application/pdf");

    private static readonly FileType[] OpenDocument =
    [
        new(".odt", "application/vnd.oasis.opendocument.text"), new(".ods", "application/vnd.oasis.opendocument.spreadsheet"), new(".odp", "application/vnd.oasis.opendocument.presentation"),
    ];

    private static readonly (string Part, FileType Type)[] Office =
    [
        ("wordprocessingml.document.main+xml", new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
        ("spreadsheetml.sheet.main+xml", new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
        ("presentationml.presentation.main+xml", new(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")),
    ];

    /// <param name="field">Where a refusal is shown.</param>
    public static Result<SniffedFile> Sniff(string field, string name, byte[] bytes)
    {
        if (bytes.Length == 0)
            return Refusal.Invalid(field, "file-empty", "ファイルが空です。中身のあるファイルを選んでください。");
        if (bytes.Length > MostBytes)
            return TooLarge(field, bytes.Length);
        if (bytes.AsSpan(0, Math.Min(1024, bytes.Length)).IndexOf("%PDF-"u8) >= 0)
            return new SniffedFile(Named(name, Pdf), Pdf, bytes.Length);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return Refusal.Invalid(field, "file-old-office", "パスワードの付いたファイルと、古い形式（.doc、.xls、.ppt）は受け付けていません。パスワードを外し、.docx、.xlsx、.pptxまたはPDFで保存し直してください。");
        return InZip(bytes) switch
        {
            { Macros: true } => Refusal.Invalid(field, "file-macros", "マクロの入ったファイルは受け付けていません。マクロを外して保存し直してください。"),
            { Type: { } type } => new SniffedFile(Named(name, type), type, bytes.Length),
            _ => Refusal.Invalid(field, "file-type", "PDF、OpenDocument（.odt、.ods、.odp）、Office（.docx、.xlsx、.pptx）のファイルではありません。内容で判断するため、名前を変えても受け付けられません。"),
        };
    }

    public static Refusal TooLarge(string field, long size) =>
        Refusal.Invalid(field, "file-too-large", "ファイルは{0} MBまでです（選ばれたファイルは{1} MB）。分けるか、画像を小さくして保存し直してください。", MostBytes / 1024 / 1024, Math.Ceiling(size / 1024m / 1024m));

    private static (FileType? Type, bool Macros) InZip(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return default;
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count is 0 or > MostParts)
                return default;
            if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || e.FullName.StartsWith("Basic/", StringComparison.Ordinal)))
                return (null, true);
            // OpenDocument 1.3 part 2, 3.3: the first entry is "mimetype".
            if (string.Equals(zip.Entries[0].FullName, "mimetype", StringComparison.Ordinal))
                return (Array.Find(OpenDocument, t => Text(zip.Entries[0]).Trim() == t.MediaType), false);
            if (zip.GetEntry("[Content_Types].xml") is not { } types)
                return default;
            var text = Text(types);
            return (Array.Find(Office, o => text.Contains(o.Part, StringComparison.Ordinal)).Type, text.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return default;
        }
    }

    /// <summary>No more than is needed to tell the kind, however much it unpacks to.</summary>
    private static string Text(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var buffer = new byte[MostContentTypes];
        return Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }

    private static string Named(string name, FileType type)
    {
        var plain = string.Concat(Path.GetFileNameWithoutExtension(name.Replace('\\', '/')).Normalize(NormalizationForm.FormC)
            .Where(c => !char.IsControl(c) && c is not ('/' or ':' or '*' or '?' or '"' or '<' or '>' or '|') && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format)).Trim(' ', '.');
        if (plain.Length > LongestName)
            plain = plain[..LongestName].TrimEnd('\uD800');
        return (plain.Length > 0 ? plain : "document") + type.Ending;
    }
}
