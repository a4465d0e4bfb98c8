using System.Globalization;
using System.Text;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Procurement.Cases;

/// <summary>A locked search to take away: as CSV, for Excel, as PDF for the file, and the very text behind the hash.</summary>
internal static class EvidenceFiles
{
    public static async Task<IResult> Csv(string id, ProcurementDbContext db, CandidateRows rows, Texts texts, CancellationToken cancel) =>
        await Locked(id, db, cancel) is { } found
            ? Results.File(SafeCsv.File([Heads.Select(h => texts[h]), .. (await rows.Of(found, cancel)).Select(r => Cells(found, r, texts).Select(Plain))]), "text/csv; charset=utf-8", $"candidates-{id}.csv")
            : Results.NotFound();

    public static async Task<IResult> Excel(string id, HttpRequest request, ProcurementDbContext db, CandidateRows rows, Texts texts, CancellationToken cancel)
    {
        if (await Locked(id, db, cancel) is not { } found)
            return Results.NotFound();
        var candidates = await rows.Of(found, cancel);
        return Results.File(
            SpreadsheetFile.Of(
                new SpreadsheetSheet(texts["候補"], [6, 30, 20, 24, 24, 8, 14, 16, 16, 10, 28, 8], [[.. Heads.Take(12).Select(h => texts[h])], .. candidates.Select(r => Cells(found, r, texts).Take(12).ToArray())], HeadColumns: 2),
                new SpreadsheetSheet(texts["検索の証拠"], [28, 90], [.. Facts(found, request, texts).Select(f => new object[] { f.Term, f.Value })], HeadRows: 0)),
            SpreadsheetFile.ContentType, $"candidates-{id}.xlsx");
    }

    public static async Task<IResult> Pdf(string id, HttpRequest request, ProcurementDbContext db, CandidateRows rows, Texts texts, CancellationToken cancel)
    {
        if (await Locked(id, db, cancel) is not { } found || !PaperFile.CanBeMade)
            return Results.NotFound();
        var paper = new PaperFile(texts["検索結果の証拠｜{0}", found.Title], $"SHA-256 {found.EvidenceHash}")
            .Facts(Facts(found, request, texts))
            .Heading(texts["候補（{0}件）", found.Candidates.Count])
            .Table(
                [texts["番号"], texts["サービス"], texts["販売者"], texts["版"], texts["期間全体（税込）"], texts["内容の確認用ハッシュ（SHA-256）"], texts["選定"]],
                [.. (await rows.Of(found, cancel)).Select(r => (string[])[Plain(r.Candidate.Position), $"{r.Candidate.Name}\n{r.Candidate.Offer.OfferName}", r.Candidate.SellerName, Plain(r.Candidate.OfferVersion), r.Candidate.Total.ToString(), r.Candidate.ContentHash, found.ChosenPosition == r.Candidate.Position ? "○" : ""])],
                [0.06, 0.23, 0.17, 0.05, 0.17, 0.25, 0.07])
            .Heading(texts["確かめ方"])
            .Text(texts["照合値は、「検索の証拠（テキスト）」のファイルのSHA-256です。だれでも計算でき、次のページで、この照合値の記録が保管されていることを確かめられます。"])
            .Text(EvidenceAddress(request, found));
        return Results.File(paper.Save(), PaperFile.ContentType, $"evidence-{id}.pdf");
    }

    public static async Task<IResult> EvidenceText(string id, ProcurementDbContext db, CancellationToken cancel) =>
        await Locked(id, db, cancel) is { } found ? Results.File(Encoding.UTF8.GetBytes(found.EvidenceText()), "text/plain; charset=utf-8", $"evidence-{id}.txt") : Results.NotFound();

    private static readonly string[] Heads =
    [
        "番号", "サービス", "提供名", "販売者", "開発者", "掲載の版", "月額（税抜）", "期間全体（税抜）", "期間全体（税込）", "最低契約期間（月）", "認証（今日の時点）", "選定", "案件", "検索の条件", "確定したとき", "証拠の照合値（SHA-256）",
    ];

    private static async Task<ProcurementCase?> Locked(string id, ProcurementDbContext db, CancellationToken cancel) => await db.FindCase(id, cancel) is { IsLocked: true } found ? found : null;

    private static IEnumerable<object> Cells(ProcurementCase procurement, CandidateRow row, Texts texts)
    {
        var (c, offer) = (row.Candidate, row.Candidate.Offer);
        return
        [
            c.Position, c.Name, offer.OfferName, c.SellerName, offer.MakerName, c.OfferVersion, row.Monthly(procurement), c.Net, c.Total, offer.Price.MinimumTermMonths,
            row.Obstacle is { } obstacle ? texts[obstacle] : string.Join(" / ", row.Proofs), procurement.ChosenPosition == c.Position ? texts["選定"] : "",
            procurement.Title, procurement.Search!.InWords, When(procurement), procurement.EvidenceHash,
        ];
    }

    private static IEnumerable<(string Term, string Value)> Facts(ProcurementCase procurement, HttpRequest request, Texts texts)
    {
        yield return (texts["案件"], procurement.Title);
        yield return (texts["団体"], procurement.BodyName);
        yield return (texts["費用計算の前提"], texts["利用者{0}人・人口{1}人・{2}か月", Count(procurement.Users), Count(procurement.Population), procurement.TermMonths]);
        yield return (texts["検索の条件"], procurement.Search!.InWords);
        yield return (texts["検索のアドレス"], $"{request.Scheme}://{request.Host}/services{procurement.Search.Query}");
        yield return (texts["確定したとき"], Dates.Text(procurement.LockedAt!.Value));
        yield return (texts["確定した人"], procurement.LockedByName ?? "");
        if (procurement.Chosen is { } chosen)
        {
            yield return (texts["選定"], $"{chosen.Position} {chosen.Name}（{chosen.SellerName}）");
            yield return (texts["選定の理由"], procurement.ChoiceReason);
        }

        if (procurement.ApprovedAt is { } approved)
            yield return (texts["決裁"], $"{procurement.ApproverName} {Dates.Text(approved)}");
        yield return (texts["証拠の照合値（SHA-256）"], procurement.EvidenceHash);
        yield return (texts["照合のページ"], EvidenceAddress(request, procurement));
    }

    private static string EvidenceAddress(HttpRequest request, ProcurementCase procurement) => $"{request.Scheme}://{request.Host}/evidence/{procurement.EvidenceHash}";

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string When(ProcurementCase procurement) => procurement.LockedAt!.Value.ToJapan().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Plain(object cell) => cell is Money money ? money.Yen.ToString(CultureInfo.InvariantCulture) : Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
}
