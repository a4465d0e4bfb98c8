using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>What machines may do: read invoices, report deliveries, enter statement lines. Money is whole yen.</summary>
internal static class BillingApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/invoices", List).WithMetadata(new RequiresAttribute(Act.ReadInvoices));
        routes.MapGet("/api/v1/invoices/{id}", Get).WithMetadata(new RequiresAttribute(Act.ReadInvoices));
        routes.MapPost("/api/v1/contracts/{id}/deliveries", Report).WithMetadata(new RequiresAttribute(Act.ReportDelivery));
        routes.MapPost("/api/v1/payments/lines", Enter).WithMetadata(new RequiresAttribute(Act.MatchPayments));
    }

    private static async Task<IResult> List(ListInvoicesHandler handler, TimeProvider time, string? state, string? q, int? page, CancellationToken cancel)
    {
        if (!Enum.TryParse<InvoiceFilter>(state ?? nameof(InvoiceFilter.All), ignoreCase: true, out var filter) || !Enum.IsDefined(filter))
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "unknown-state");
        var found = await handler.Handle(new ListInvoices(filter, q, page ?? 1), cancel);
        var today = time.JapanToday();
        return Results.Ok(new { Total = found.Count, found.Pages, Items = found.Invoices.Select(i => i.View(today)) });
    }

    private static async Task<IResult> Get(string id, BillingDbContext db, TimeProvider time, Texts texts, CancellationToken cancel) =>
        await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.PublicId == id, cancel) is { } invoice
            ? Results.Ok(invoice.View(time.JapanToday()))
            : Problems.Of([Refusal.NotFound()], texts);

    private static async Task<IResult> Report(
        string id, DeliveryBody body, [FromHeader(Name = "Idempotency-Key")] Guid? key, ReportDeliveryHandler handler, Texts texts, CancellationToken cancel)
    {
        if (key is null)
            return Problems.NoKey();
        var lines = (body.Lines ?? []).Select(l => new DeliveryLine(l.Text ?? "", l.Quantity, l.Unit ?? "", l.UnitPrice, l.TaxRatePercent));
        var result = await handler.Handle(new ReportDelivery(key.Value, id, new DeliveryReport(body.From, body.To, body.Description ?? "", [.. lines])), cancel);
        return result.Ok
            ? Results.Ok(new { Id = result.Value.PublicId, result.Value.Number, State = result.Value.State.ToString(), result.Value.Net, result.Value.Tax, result.Value.Total, result.Value.InspectionDue })
            : Problems.Of(result.Refusals, texts);
    }

    private static async Task<IResult> Enter(
        StatementLineBody body, [FromHeader(Name = "Idempotency-Key")] Guid? key, EnterStatementLinesHandler handler, Texts texts, CancellationToken cancel)
    {
        if (key is null)
            return Problems.NoKey();
        var result = await handler.Handle(new EnterStatementLines([new NewStatementLine(key.Value, body.Date, body.Amount, body.Payer ?? "", body.Reference ?? "")]), cancel);
        return result.Ok
            ? Results.Ok(new { Added = result.Value.Added.Count, result.Value.AlreadyThere, result.Value.Matched })
            : Problems.Of(result.Refusals, texts);
    }
}

/// <summary>A delivery to report: as on the page.</summary>
internal sealed record DeliveryBody(DateOnly From, DateOnly To, string? Description, IReadOnlyList<DeliveryLineBody>? Lines);

internal sealed record DeliveryLineBody(string? Text, int Quantity, string? Unit, Money UnitPrice, int TaxRatePercent = ConsumptionTax.StandardRate);

/// <summary>A statement line to enter.</summary>
internal sealed record StatementLineBody(DateOnly Date, Money Amount, string? Payer, string? Reference);

/// <summary>Refusals as Problem Details (RFC 9457).</summary>
internal static class Problems
{
    public static IResult NoKey() => Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "idempotency-key-missing", detail: "Idempotency-Key: a UUID made by the client.");

    public static IResult Of(IReadOnlyList<Refusal> refusals, Texts texts)
    {
        var status = refusals[0].Kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
            _ => throw new ArgumentOutOfRangeException(nameof(refusals)),
        };
        var errors = refusals.Select(r => new { r.Code, Field = FieldOf(r), Detail = texts[r] }).ToArray();
        return Results.Problem(statusCode: status, title: refusals[0].Code, detail: texts[refusals[0]], extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors });
    }

    /// <summary>The form's "Input.Lines[0].Quantity" is the body's "lines[0].quantity".</summary>
    private static string? FieldOf(Refusal refusal) =>
        refusal.Field is null ? null : string.Join('.', refusal.Field.Split('.').Skip(1).Select(part => char.ToLowerInvariant(part[0]) + part[1..]));
}
