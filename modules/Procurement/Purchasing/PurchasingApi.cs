using System.Globalization;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Procurement;

/// <summary>The budget for machines, and as a file.</summary>
internal static class PurchasingApi
{
    public static IEndpointRouteBuilder MapPurchasing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/budget/csv", Csv).WithMetadata(new RequiresAttribute(Act.ReadBudget)).ExcludeFromDescription();
        routes.MapGet("/api/v1/budget", Read).WithMetadata(new RequiresAttribute(Act.ReadBudget)).WithTags("budget").Produces<BudgetAnswer>();
        routes.MapPost("/api/v1/budget/lines", Allot).WithMetadata(new RequiresAttribute(Act.AllotBudget)).WithTags("budget").Produces<BudgetLineAnswer>();
        routes.MapGet("/budget/import/template", (TimeProvider time) => Results.File(ImportFaultsCsv.Template(FiscalYear.Of(time.JapanToday())), "text/csv; charset=utf-8", "budget-template.csv"))
            .WithMetadata(new RequiresAttribute(Act.AllotBudget)).ExcludeFromDescription();
        return routes.MapBudgetActs();
    }

    private static async Task<IResult> Csv(
        int? year, string? body, CurrentActor actor, IPurchasingAccounts accounts, PurchasingJournal journal, TimeProvider time, Texts texts, CancellationToken cancel)
    {
        if (BudgetPage.Of(actor.Value, body) is not { } code || YearOf(year, time) is not { } fiscal)
            return Results.NotFound();
        var name = string.Create(CultureInfo.InvariantCulture, $"budget-{code}-{fiscal.Year}.csv");
        return Results.File(BudgetCsv.Of(texts, await accounts.Read(code, fiscal, cancel), await journal.CarriedOut(code, fiscal, cancel)), "text/csv; charset=utf-8", name);
    }

    private static async Task<IResult> Read(int? year, string? body, CurrentActor actor, IPurchasingAccounts accounts, TimeProvider time, CancellationToken cancel)
    {
        if (BudgetPage.Of(actor.Value, body) is not { } code || YearOf(year, time) is not { } fiscal)
            return Results.NotFound();
        return Results.Ok(new BudgetAnswer(code, fiscal, [.. (await accounts.Read(code, fiscal, cancel)).Select(BudgetLineAnswer.Of)]));
    }

    private static async Task<IResult> Allot(
        [FromBody] AllotRequest asked, [FromHeader(Name = "Idempotency-Key")] string? key, AllotLineHandler handler, Texts texts, CancellationToken cancel)
    {
        if (!Guid.TryParse(key?.Trim('"'), CultureInfo.InvariantCulture, out var id) || id == Guid.Empty)
            return Refused(texts, [Refusal.Invalid("Idempotency-Key", "idempotency-key", "Idempotency-Keyヘッダーに、この操作のためのUUIDを入れてください。")]);
        var result = await handler.Handle(new AllotLine(id, asked.FiscalYear, asked.Line, asked.Name, new Money(asked.AmountYen)), cancel);
        return result.Ok ? Results.Ok(BudgetLineAnswer.Of(result.Value)) : Refused(texts, result.Refusals);
    }

    internal static FiscalYear? YearOf(int? asked, TimeProvider time) => asked switch
    {
        null => FiscalYear.Of(time.JapanToday()),
        >= 2000 and <= 2100 => new FiscalYear(asked.Value),
        _ => null,
    };

    internal static IResult Refused(Texts texts, IReadOnlyList<Refusal> refusals)
    {
        var status = refusals[0].Kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => throw new NotSupportedException($"No status for {refusals[0].Kind}."),
        };
        return Results.Problem(texts[refusals[0]], statusCode: status, extensions: new Dictionary<string, object?>
        {
            ["code"] = refusals[0].Code,
            ["errors"] = refusals.Select(r => new { field = r.Field?.Replace("Input.", "", StringComparison.Ordinal), code = r.Code, detail = texts[r] }),
        });
    }
}

/// <summary>An allotment asked for by a machine; amounts in whole yen with tax.</summary>
internal sealed record AllotRequest(int FiscalYear, string? Line, string? Name, long AmountYen);

/// <summary>A body's lines of a fiscal year.</summary>
internal sealed record BudgetAnswer(LocalGovernmentCode Body, FiscalYear FiscalYear, IReadOnlyList<BudgetLineAnswer> Lines);

/// <summary>Figures of one line in whole yen; allotted = reserved + encumbered + accepted + paid + remaining (in a closed year remaining is zero).</summary>
/// <param name="UnusedYen">不用額 once the year is closed; null before.</param>
internal sealed record BudgetLineAnswer(
    string Line, string Name, long AllottedYen, long ReservedYen, long EncumberedYen, long AcceptedYen, long PaidYen, long RemainingYen,
    long VotedYen, long UnallottedYen, FundKind Fund, string FundName, long? UnusedYen)
{
    public static BudgetLineAnswer Of(BudgetLineFigures l) =>
        new(l.Line, l.Name, l.Allotted.Yen, l.Reserved.Yen, l.Encumbered.Yen, l.Accepted.Yen, l.Paid.Yen, l.Remaining.Yen,
            l.Voted.Yen, l.Unallotted.Yen, l.Fund.Kind, l.Fund.Name, l.Unused?.Yen);
}
