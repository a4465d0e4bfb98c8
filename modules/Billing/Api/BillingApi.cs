using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Step 7 for machines: a seller's sales system and a body's accounting system do here what people do on the pages, through the same handlers.</summary>
internal static class BillingApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/contracts/{id}/deliveries", Deliveries).Describe<DeliveryJson[]>(Act.ReadContracts, "listDeliveries", "The deliveries of a contract, with their invoices", 404);
        routes.MapPost("/api/v1/contracts/{id}/deliveries", Report).DescribePost<DeliveryJson>(Act.ReportDelivery, "reportDelivery", "Report a delivery under a contract (完了届)", 404);
        routes.MapGet("/api/v1/deliveries/{id}", Delivery).Describe<DeliveryJson>(Act.ReadContracts, "readDelivery", "A delivery", 404);
        routes.MapPost("/api/v1/deliveries/{id}/inspection", Inspect).DescribePost<DeliveryJson>(Act.AcceptDelivery, "inspectDelivery", "Accept a delivery (検収) or refuse it with the reason", 404);
        routes.MapPost("/api/v1/deliveries/{id}/invoice", Issue).DescribePost<InvoiceView>(Act.IssueInvoices, "issueInvoice", "Issue the qualified invoice of an accepted delivery", 404);
        routes.MapGet("/api/v1/invoices", List).Describe<InvoicesJson>(Act.ReadInvoices, "listInvoices", "Invoices, newest first; state: all, open, overdue or paid", 422);
        routes.MapGet("/api/v1/invoices/{id}", Get).Describe<InvoiceView>(Act.ReadInvoices, "readInvoice", "An invoice with its six qualified-invoice items", 404);
        routes.MapPost("/api/v1/invoices/{id}/payment", Pay).DescribePost<InvoiceView>(Act.RecordPayments, "recordPayment", "Record the body's payment order of an invoice (支出命令)", 404);
        StatementApi.Map(routes);
    }

    private static async Task<IResult> Deliveries(string id, BillingDbContext db, Trades trades, CancellationToken cancel) =>
        await db.Contracts.Where(c => c.PublicId == id).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(cancel) is { } contract
            ? Results.Ok((await trades.OfContract(contract, cancel)).Select(DeliveryJson.Of))
            : ApiResult.NotFound();

    private static async Task<IResult> Delivery(string id, Trades trades, CancellationToken cancel) =>
        ApiResult.Found(await trades.OfDelivery(id, cancel) is { } trade ? DeliveryJson.Of(trade) : null);

    private static async Task<IResult> Report(string id, DeliveryBody body, OperationId operation, ReportDeliveryHandler handler, Trades trades, CancellationToken cancel) =>
        await Read(await handler.Handle(new ReportDelivery(operation.Value, id, body.Report()), cancel), trades, cancel);

    private static async Task<IResult> Inspect(string id, InspectionBody body, InspectDeliveryHandler handler, Trades trades, CancellationToken cancel) =>
        await Read(await handler.Handle(new InspectDelivery(id, body.Accept, body.On, body.Remark), cancel), trades, cancel);

    private static async Task<IResult> Issue(string id, OperationId operation, IssueInvoiceHandler handler, TimeProvider time, CancellationToken cancel) =>
        ApiResult.Of(await handler.Handle(new IssueInvoice(operation.Value, id), cancel), invoice => invoice.View(time.JapanToday()));

    private static async Task<IResult> List(ListInvoicesHandler handler, TimeProvider time, string? state, string? q, int? page, CancellationToken cancel)
    {
        if (!Enum.TryParse<InvoiceFilter>(state ?? nameof(InvoiceFilter.All), ignoreCase: true, out var filter) || !Enum.IsDefined(filter))
            return ApiResult.Refused([Refusal.Invalid("state", "unknown-state", "stateは {0} のいずれかにしてください。", string.Join("、", Enum.GetNames<InvoiceFilter>()))]);
        var found = await handler.Handle(new ListInvoices(filter, q, page ?? 1), cancel);
        var today = time.JapanToday();
        return Results.Ok(new InvoicesJson(found.Count, found.Pages, [.. found.Invoices.Select(i => i.View(today))]));
    }

    private static async Task<IResult> Get(string id, BillingDbContext db, TimeProvider time, CancellationToken cancel) =>
        ApiResult.Found((await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.PublicId == id, cancel))?.View(time.JapanToday()));

    private static async Task<IResult> Pay(string id, PaymentBody body, OperationId operation, RecordPaymentHandler handler, TimeProvider time, CancellationToken cancel) =>
        ApiResult.Of(await handler.Handle(new RecordPayment(operation.Value, id, body.On, body.Amount, body.Reference), cancel), invoice => invoice.View(time.JapanToday()));

    private static async Task<IResult> Read(Result<Delivery> result, Trades trades, CancellationToken cancel) =>
        result.Ok ? Results.Ok(DeliveryJson.Of((await trades.OfDelivery(result.Value.PublicId, cancel))!)) : ApiResult.Refused(result.Refusals);
}
