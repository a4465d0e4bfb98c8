using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>What is wrong with a budget file, and the file's template; for spreadsheets.</summary>
internal static class ImportFaultsCsv
{
    public static byte[] Of(Texts t, IEnumerable<ImportOutcome> rows) => SafeCsv.Write(csv =>
    {
        csv.Row(t["行"], t["列"], t["内容"]);
        foreach (var row in rows)
        {
            foreach (var fault in row.Faults)
                csv.Row(row.Read.Number, BudgetFile.Columns.FirstOrDefault(c => c.Field == fault.Field).Head ?? "", t[fault]);
        }
    });

    /// <summary>Heads and two rows to write over; opened by <c>/budget/import/template</c>.</summary>
    public static byte[] Template(FiscalYear year) => SafeCsv.Write(csv =>
    {
        csv.Row([.. BudgetFile.Columns.Select(c => (object)c.Head)]);
        csv.Row(year.Year, "02-01-05-13", "総務費・総務管理費・情報化推進費・使用料及び賃借料", PurchasingWords.JapaneseOf(FundKind.General), "", 12_000_000, 12_000_000);
        csv.Row(year.Year, "02-01-05-12", "総務費・総務管理費・情報化推進費・委託料", PurchasingWords.JapaneseOf(FundKind.NationalGrant), "デジタル基盤改革支援補助金", 8_000_000, 5_000_000);
    });
}
