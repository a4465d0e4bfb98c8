using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>A row of a budget file: what it says, or what cannot be read in it.</summary>
/// <param name="Number">Line number in the file; the head is 1.</param>
internal sealed record BudgetFileRow(int Number, BudgetRow Row, IReadOnlyList<Refusal> Faults);

/// <summary>Reads budget files: CSV with the columns of <see cref="Columns"/> in any order, whole yen, UTF-8 (with or without mark) or Shift_JIS, as spreadsheets
/// in offices save it.</summary>
internal static class BudgetFile
{
    public const int MostBytes = 1024 * 1024;

    /// <summary>Heads of the file and the fields of <see cref="BudgetRow"/> that they fill.</summary>
    public static readonly (string Head, string Field)[] Columns =
    [
        ("年度", nameof(BudgetRow.Year)), ("科目コード", nameof(BudgetRow.Line)), ("科目名", nameof(BudgetRow.Name)), ("財源区分", nameof(BudgetRow.Fund)),
        ("財源名称", nameof(BudgetRow.Fund)), ("議決額", nameof(BudgetRow.Voted)), ("配当額", nameof(BudgetRow.Allotted)),
    ];

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text of an uploaded file, or null when it is neither UTF-8 nor Shift_JIS.</summary>
    public static string? Decode(byte[] bytes)
    {
        foreach (var encoding in (Encoding[])[Utf8, ShiftJis])
        {
            try
            {
                var text = encoding.GetString(bytes).TrimStart('\uFEFF');
                return text.Contains('\0', StringComparison.Ordinal) ? null : text;
            }
            catch (DecoderFallbackException)
            {
                // Not this one.
            }
        }

        return null;
    }

    /// <summary>Every row with what cannot be read in it, or what is wrong with the file as a whole.</summary>
    public static Result<BudgetFileRow[]> Read(string text)
    {
        using var reader = new StringReader(text);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null, MissingFieldFound = null, TrimOptions = TrimOptions.Trim, PrepareHeaderForMatch = a => Plain(a.Header),
        });
        var heads = csv.Read() && csv.ReadHeader() ? csv.HeaderRecord!.Select(Plain).ToHashSet(StringComparer.Ordinal) : [];
        if (Columns.Where(c => !heads.Contains(c.Head)).Select(c => c.Head).ToArray() is { Length: > 0 } missing)
            return Refusal.Invalid("Input.File", "csv-header", "1行目の見出しに「{0}」がありません。ひな形の見出しをそのまま使ってください。", string.Join("」「", missing));
        var rows = new List<BudgetFileRow>();
        while (csv.Read())
        {
            if (rows.Count == BudgetRow.Most)
                return Refusal.Invalid("Input.File", "csv-long", "一度に取り込めるのは{0}行までです。ファイルを分けてください。", BudgetRow.Most);
            // Spreadsheets leave rows of nothing but commas at the end.
            if (Columns.Any(c => Cell(csv, c.Head).Length > 0))
                rows.Add(Row(csv));
        }

        return rows.Count == 0 ? Refusal.Invalid("Input.File", "csv-empty", "予算の行がありません。") : rows.ToArray();
    }

    private static BudgetFileRow Row(CsvReader csv)
    {
        var faults = new List<Refusal>();
        var year = int.TryParse(Plain(Cell(csv, "年度")), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2000 and <= 2100 ? number : 0;
        if (year == 0)
            faults.Add(Refusal.Invalid(nameof(BudgetRow.Year), "csv-year", "年度「{0}」を読み取れません。西暦4桁で書いてください。例：2026", Cell(csv, "年度")));
        var kind = KindOf(Plain(Cell(csv, "財源区分")));
        if (kind is null)
            faults.Add(Refusal.Invalid(nameof(BudgetRow.Fund), "csv-fund", "財源区分「{0}」を読み取れません。{1}のどれかを書いてください。", Cell(csv, "財源区分"), string.Join("、", Kinds)));
        var fund = kind is { } known ? new Fund(known, Fund.NeedsName(known) ? Cell(csv, "財源名称") : "") : Fund.General;
        return new BudgetFileRow(csv.Parser.RawRow, new BudgetRow(
            new FiscalYear(year), Plain(Cell(csv, "科目コード")).Replace('−', '-').Replace('‐', '-'), Cell(csv, "科目名"), fund,
            Yen(csv, "議決額", nameof(BudgetRow.Voted), faults), Yen(csv, "配当額", nameof(BudgetRow.Allotted), faults)), faults);
    }

    /// <summary>An empty cell is nothing.</summary>
    private static Money Yen(CsvReader csv, string head, string field, List<Refusal> faults)
    {
        var typed = Plain(Cell(csv, head)).Trim('¥', '円', '\\', ' ');
        if (typed.Length == 0)
            return Money.Zero;
        if (long.TryParse(typed, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var yen))
            return new Money(yen);
        faults.Add(Refusal.Invalid(field, "csv-amount", "「{0}」を金額として読み取れません。円単位の整数で書いてください。", Cell(csv, head)));
        return Money.Zero;
    }

    private static IEnumerable<string> Kinds => Enum.GetValues<FundKind>().Select(PurchasingWords.JapaneseOf);

    private static FundKind? KindOf(string typed)
    {
        if (typed.Length == 0)
            return FundKind.General;
        foreach (var kind in Enum.GetValues<FundKind>())
        {
            if (string.Equals(typed, Plain(PurchasingWords.JapaneseOf(kind)), StringComparison.Ordinal) || string.Equals(typed, kind.ToString(), StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return null;
    }

    private static string Cell(CsvReader csv, string head) => csv.GetField(head) ?? "";

    private static string Plain(string typed) => typed.Normalize(NormalizationForm.FormKC).Trim();
}
