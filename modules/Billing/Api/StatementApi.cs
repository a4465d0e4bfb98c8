using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>A statement line to enter.</summary>
/// <param name="Payer">振込依頼人, as the bank writes it.</param>
internal sealed record StatementLineBody(DateOnly Date, Money Amount, string? Payer, string? Reference);

/// <param name="Invoice">Id of the invoice that the line's money settles.</param>
internal sealed record MatchBody(string? Invoice);

/// <param name="Added">Lines that were new.</param>
/// <param name="AlreadyThere">Lines entered before; nothing was added for them.</param>
/// <param name="Matched">New lines that settled an invoice by themselves.</param>
internal sealed record EnteredJson(int Added, int AlreadyThere, int Matched)
{
    public static EnteredJson Of(EnteredLines entered) => new(entered.Added.Count, entered.AlreadyThere, entered.Matched);
}

/// <param name="Invoice">Id of the invoice it settled; null while unmatched.</param>
internal sealed record StatementLineJson(string Id, DateOnly Date, Money Amount, string Payer, string Reference, string? Invoice);

internal sealed record StatementLinesJson(int Total, int Page, IReadOnlyList<StatementLineJson> Items);

/// <summary>Statement lines (入金明細) for machines: enter, import a file, look for what is unmatched, match.</summary>
internal static class StatementApi
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/payments/lines", List).Describe<StatementLinesJson>(Act.MatchPayments, "listStatementLines", "Statement lines, newest first; unmatched=true for those without an invoice");
        routes.MapPost("/api/v1/payments/lines", Enter).DescribePost<EnteredJson>(Act.MatchPayments, "enterStatementLine", "Enter one credit of a bank statement; it is matched where there is no doubt");
        routes.MapPost("/api/v1/payments/statement", Import).DescribePost<EnteredJson>(Act.MatchPayments, "importStatement",
            "Import a bank statement: CSV in UTF-8, header date,amount,payer,reference; all of it or, when a row is faulty, nothing").Accepts<string>("text/csv");
        routes.MapPost("/api/v1/payments/lines/{id}/match", Match).DescribePost<InvoiceView>(Act.MatchPayments, "matchStatementLine", "Match a line to the invoice it pays in full (消込)", 404);
    }

    private static async Task<IResult> List(bool? unmatched, int? page, BillingDbContext db, CancellationToken cancel)
    {
        var lines = db.StatementLines.AsNoTracking().Where(l => unmatched != true || l.InvoiceId == null);
        var (total, at) = (await lines.CountAsync(cancel), Math.Clamp(page ?? 1, 1, 10_000));
        var items = await lines.OrderByDescending(l => l.Date).ThenBy(l => l.Id).Skip((at - 1) * PageSize).Take(PageSize)
            .Select(l => new StatementLineJson(l.PublicId, l.Date, l.Amount, l.Payer, l.Reference, db.Invoices.Where(i => i.Id == l.InvoiceId).Select(i => i.PublicId).FirstOrDefault()))
            .ToListAsync(cancel);
        return Results.Ok(new StatementLinesJson(total, at, items));
    }

    private static async Task<IResult> Enter(StatementLineBody body, OperationId operation, EnterStatementLinesHandler handler, CancellationToken cancel) =>
        ApiResult.Of(await handler.Handle(new EnterStatementLines([new NewStatementLine(operation.Value, body.Date, body.Amount, body.Payer ?? "", body.Reference ?? "")]), cancel), EnteredJson.Of);

    private static async Task<IResult> Import(HttpRequest request, EnterStatementLinesHandler handler, TimeProvider time, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancel);
        if (bytes.Length > StatementCsv.MostBytes)
            return ApiResult.Refused([Refusal.Invalid("file", "csv-large", "ファイルは{0}kBまでです。分けて取り込んでください。", StatementCsv.MostBytes / 1024)]);
        if (StatementCsv.Decode(bytes.ToArray()) is not { } text)
            return ApiResult.Refused([Refusal.Invalid("file", "csv-encoding", "UTF-8のCSVとして読み取れません。表計算ソフトでは「CSV UTF-8」を選んで保存してください。")]);
        var file = StatementCsv.Read(text, time.JapanToday());
        if (file.Fault is { } fault)
            return ApiResult.Refused([fault with { Field = "file" }]);
        var faults = file.Rows.SelectMany(row => row.Faults.Select(f => f with { Field = $"rows[{row.Number}]" })).ToArray();
        return faults.Length > 0 ? ApiResult.Refused(faults) : ApiResult.Of(await handler.Handle(new EnterStatementLines(file.Lines), cancel), EnteredJson.Of);
    }

    private static async Task<IResult> Match(string id, MatchBody body, MatchLineHandler handler, TimeProvider time, CancellationToken cancel) =>
        ApiResult.Of(await handler.Handle(new MatchLine(id, body.Invoice ?? ""), cancel), invoice => invoice.View(time.JapanToday()));
}
