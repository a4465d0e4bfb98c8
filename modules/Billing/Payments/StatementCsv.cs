using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>One row of a statement file: the line it gives, or what is wrong with it.</summary>
/// <param name="Number">Line number in the file; the header is 1.</param>
internal sealed record StatementRow(int Number, NewStatementLine? Line, IReadOnlyList<Refusal> Faults);

/// <summary>A statement file as read. <see cref="Fault"/> concerns the whole file.</summary>
internal sealed record StatementFile(IReadOnlyList<StatementRow> Rows, Refusal? Fault)
{
    public bool Ok => Fault is null && Rows.All(r => r.Faults.Count == 0);

    public IReadOnlyList<NewStatementLine> Lines => [.. Rows.Select(r => r.Line!)];
}

/// <summary>Reads bank statements: CSV in UTF-8 (with or without BOM), header "date,amount,payer,reference", dates 2026-11-20 or 2026/11/20, whole yen.</summary>
internal static class StatementCsv
{
    public const int MostBytes = 256 * 1024, MostRows = 2000;
    private static readonly string[] Header = ["date", "amount", "payer", "reference"];
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d"];

    /// <summary>The text of an uploaded file, or null when it is not UTF-8 text.</summary>
    public static string? Decode(byte[] bytes)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static StatementFile Read(string text, DateOnly today)
    {
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null, TrimOptions = TrimOptions.Trim });
        if (!csv.Read() || !csv.ReadHeader() || !(csv.HeaderRecord ?? []).Select(h => h.ToLowerInvariant()).SequenceEqual(Header, StringComparer.Ordinal))
            return new StatementFile([], Refusal.Invalid("Input.File", "csv-header", "1行目の見出しを「date,amount,payer,reference」にしてください。"));
        var rows = new List<StatementRow>();
        while (csv.Read())
        {
            if (rows.Count == MostRows)
                return new StatementFile([], Refusal.Invalid("Input.File", "csv-long", "一度に取り込めるのは{0}行までです。ファイルを分けてください。", MostRows));
            rows.Add(Row(csv, today));
        }

        return rows.Count == 0
            ? new StatementFile([], Refusal.Invalid("Input.File", "csv-empty", "明細の行がありません。"))
            : new StatementFile(rows, null);
    }

    private static StatementRow Row(CsvReader csv, DateOnly today)
    {
        var number = csv.Parser.RawRow;
        if (csv.Parser.Count != Header.Length)
            return new StatementRow(number, null, [Refusal.Invalid("", "csv-columns", "列の数が4つではありません。金額の「,」や文字の「\"」を確認してください。")]);
        var faults = new List<Refusal>();
        if (!DateOnly.TryParseExact(csv[0], DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            faults.Add(Refusal.Invalid("", "csv-date", "日付「{0}」を読み取れません。2026-11-20の形で書いてください。", csv[0] ?? ""));
        var typed = (csv[1] ?? "").Normalize(NormalizationForm.FormKC).Trim('¥', '円', '\\', ' ');
        if (!long.TryParse(typed, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yen))
            faults.Add(Refusal.Invalid("", "csv-amount", "金額「{0}」を読み取れません。円単位の整数で書いてください。", csv[1] ?? ""));
        var line = new NewStatementLine(Guid.CreateVersion7(), date, new Money(yen), csv[2] ?? "", csv[3] ?? "");
        if (faults.Count == 0)
            faults.AddRange(line.Faults(today));
        return new StatementRow(number, line, faults);
    }
}
