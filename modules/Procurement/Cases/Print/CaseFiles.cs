using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Shared;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Procurement.Cases;

/// <summary>Files of a locked case: the comparison for a spreadsheet, and the evidence text behind the hash.</summary>
internal static class CaseFiles
{
    // Cells that a spreadsheet would run as a formula are defused; the byte order mark lets it read Japanese.
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };

    public static async Task<IResult> Candidates(string id, ProcurementDbContext db, CandidateRows rows, Texts texts, CancellationToken cancel)
    {
        if (await db.FindCase(id, cancel) is not { IsLocked: true } found)
            return Results.NotFound();
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = new CsvWriter(text, Csv))
        {
            foreach (var head in (string[])["番号", "サービス", "提供名", "販売者", "開発者", "掲載の版", "月額（税抜）", "期間全体（税抜）", "期間全体（税込）", "最低契約期間（月）", "認証（今日の時点）", "選定", "案件", "検索の条件", "確定したとき", "証拠の照合値（SHA-256）"])
                csv.WriteField(texts[head]);
            await csv.NextRecordAsync();
            foreach (var row in await rows.Of(found, cancel))
            {
                Write(csv, found, row, texts);
                await csv.NextRecordAsync();
            }
        }

        return Results.File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", $"candidates-{id}.csv");
    }

    public static async Task<IResult> EvidenceText(string id, ProcurementDbContext db, CancellationToken cancel) =>
        await db.FindCase(id, cancel) is { IsLocked: true } found
            ? Results.File(Encoding.UTF8.GetBytes(found.EvidenceText()), "text/plain; charset=utf-8", $"evidence-{id}.txt")
            : Results.NotFound();

    private static void Write(CsvWriter csv, ProcurementCase procurement, CandidateRow row, Texts texts)
    {
        var (c, offer) = (row.Candidate, row.Candidate.Offer);
        csv.WriteField(c.Position);
        foreach (var name in (string[])[c.Name, offer.OfferName, c.SellerName, offer.MakerName])
            csv.WriteField(name);
        foreach (var number in (long[])[c.OfferVersion, row.Monthly(procurement).Yen, c.Net.Yen, c.Total.Yen, offer.Price.MinimumTermMonths])
            csv.WriteField(number);
        csv.WriteField(row.Obstacle is { } obstacle ? texts[obstacle] : string.Join(" / ", row.Proofs));
        csv.WriteField(procurement.ChosenPosition == c.Position ? texts["選定"] : "");
        csv.WriteField(procurement.Title);
        csv.WriteField(procurement.Search!.InWords);
        csv.WriteField(procurement.LockedAt!.Value.ToJapan().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        csv.WriteField(procurement.EvidenceHash);
    }
}
