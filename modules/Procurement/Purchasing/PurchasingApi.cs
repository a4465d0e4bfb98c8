using System.Globalization;
using System.Text.Json.Serialization;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Procurement;

/// <summary>The budget for machines, and as a file.</summary>
internal static class PurchasingApi
{
    public static IEndpointRouteBuilder MapPurchasing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/budget/csv", Csv).WithMetadata(new RequiresAttribute(Act.ReadBudget)).ExcludeFromDescription();
        routes.MapGet("/api/v1/budget", Read).Describe<BudgetAnswer>(Act.ReadBudget, "readBudget", "The body's budget lines of a fiscal year; the auditor names the body", 404);
        routes.MapPost("/api/v1/budget/lines", Allot).DescribePost<BudgetLineAnswer>(Act.AllotBudget, "allotBudget", "Allot (more) money to a budget line (配当)", 404);
        routes.MapPost("/api/v1/budget/encumbrances", Encumber).DescribePost<EncumbranceMade>(Act.EncumberBudget, "encumberBudget", "Record an encumbrance (支出負担行為) made outside the marketplace", 404);
        routes.MapGet("/budget/import/template", (TimeProvider time) => Results.File(ImportFaultsCsv.Template(FiscalYear.Of(time.JapanToday())), "text/csv; charset=utf-8", "budget-template.csv"))
            .WithMetadata(new RequiresAttribute(Act.AllotBudget)).ExcludeFromDescription();
        return routes.MapBudgetActs();
    }

    private static async Task<IResult> Encumber(EncumbranceRequest asked, OperationId operation, EncumberByMachineHandler handler, CancellationToken cancel) =>
        ApiResult.Of(await handler.Handle(new EncumberByMachine(operation.Value, asked.FiscalYear, asked.Line, new Money(asked.AmountYen), asked.Subject), cancel), answer => answer);

    private static async Task<IResult> Csv(int? year, string? body, CurrentActor actor, IPurchasingAccounts accounts, PurchasingJournal journal, TimeProvider time, Texts texts, CancellationToken cancel)
    {
        if (BudgetPage.Of(actor.Value, body) is not { } code || YearOf(year, time) is not { } fiscal)
            return Results.NotFound();
        var name = string.Create(CultureInfo.InvariantCulture, $"budget-{code}-{fiscal.Year}.csv");
        return Results.File(BudgetCsv.Of(texts, await accounts.Read(code, fiscal, cancel), await journal.CarriedOut(code, fiscal, cancel)), "text/csv; charset=utf-8", name);
    }

    private static async Task<IResult> Read(int? year, string? body, CurrentActor actor, IPurchasingAccounts accounts, TimeProvider time, CancellationToken cancel)
    {
        if (BudgetPage.Of(actor.Value, body) is not { } code || YearOf(year, time) is not { } fiscal)
            return ApiResult.NotFound();
        return Results.Ok(new BudgetAnswer(code, fiscal, [.. (await accounts.Read(code, fiscal, cancel)).Select(BudgetLineAnswer.Of)]));
    }

    private static async Task<IResult> Allot(AllotRequest asked, OperationId operation, AllotLineHandler handler, CancellationToken cancel) =>
        ApiResult.Of(await handler.Handle(new AllotLine(operation.Value, asked.FiscalYear, asked.Line, asked.Name, new Money(asked.AmountYen)), cancel), BudgetLineAnswer.Of);

    internal static FiscalYear? YearOf(int? asked, TimeProvider time) => asked switch
    {
        null => FiscalYear.Of(time.JapanToday()),
        >= 2000 and <= 2100 => new FiscalYear(asked.Value),
        _ => null,
    };
}

/// <summary>An allotment asked for by a machine; amounts in whole yen with tax.</summary>
internal sealed record AllotRequest(int FiscalYear, string? Line, string? Name, long AmountYen);

/// <summary>A body's lines of a fiscal year.</summary>
internal sealed record BudgetAnswer(LocalGovernmentCode Body, FiscalYear FiscalYear, IReadOnlyList<BudgetLineAnswer> Lines);

/// <summary>Figures of one line in whole yen; allotted = reserved + encumbered + accepted + paid + remaining (in a closed year remaining is zero).</summary>
/// <param name="UnusedYen">不用額 once the year is closed; null before.</param>
internal sealed record BudgetLineAnswer(
    string Line, string Name, long AllottedYen, long ReservedYen, long EncumberedYen, long AcceptedYen, long PaidYen, long RemainingYen,
    long VotedYen, long UnallottedYen, [property: JsonConverter(typeof(JsonStringEnumConverter<FundKind>))] FundKind Fund, string FundName, long? UnusedYen)
{
    public static BudgetLineAnswer Of(BudgetLineFigures l) =>
        new(l.Line, l.Name, l.Allotted.Yen, l.Reserved.Yen, l.Encumbered.Yen, l.Accepted.Yen, l.Paid.Yen, l.Remaining.Yen,
            l.Voted.Yen, l.Unallotted.Yen, l.Fund.Kind, l.Fund.Name, l.Unused?.Yen);
}
