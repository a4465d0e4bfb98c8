using System.Text.Json.Serialization;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Procurement;

/// <summary>The budget's moves and the year's report for machines. Every act answers with the figures of its year after it; amounts in whole yen with tax.</summary>
internal static class BudgetActsApi
{
    public static IEndpointRouteBuilder MapBudgetActs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/budget/report", Report).Describe<BudgetReportAnswer>(Act.ReadBudget, "readBudgetReport", "A fiscal year as a whole: lines, encumbrances, what contracts promise", 404);
        routes.Post<TransferRequest>("transfers", Act.MoveBudget, "Move money between lines (流用)", (id, a) => new TransferMoney(id, new FiscalYear(a.FiscalYear), a.From, a.To, new Money(a.AmountYen), a.Reason, a.AllowedByBudget));
        routes.Post<ReductionRequest>("reductions", Act.MoveBudget, "Take voted money back (減額)", (id, a) => new ReduceMoney(id, new FiscalYear(a.FiscalYear), a.Line, new Money(a.AmountYen), a.Reason));
        routes.Post<CarryOverRequest>("carry-overs", Act.MoveBudget, "Carry money over to the next year (繰越)", (id, a) => new CarryMoney(id, new FiscalYear(a.FiscalYear), a.Line, new Money(a.AmountYen), a.Kind, a.EncumbranceId, a.Reason));
        routes.Post<ClosingRequest>("closings", Act.CloseBudget, "Close a fiscal year (年度の締め)", (id, a) => new CloseBooks(id, new FiscalYear(a.FiscalYear)));
        routes.Post<ImportRequest>("imports", Act.AllotBudget, "Enter votes and allotments of many lines, all or none", (id, a) => new ImportRows(id, [.. (a.Rows ?? []).Select(r => r.Row)]));
        return routes;
    }

    private static void Post<TRequest>(this IEndpointRouteBuilder routes, string name, Act act, string summary, Func<Guid, TRequest, BudgetAct> asked) =>
        routes.MapPost($"/api/v1/budget/{name}", async (
            TRequest request, OperationId operation, BudgetActHandler handler, IPurchasingAccounts accounts, CurrentActor actor, CancellationToken cancel) =>
        {
            var deed = asked(operation.Value, request);
            return await ApiResult.Of(await handler.Handle(deed, cancel), async () => Results.Ok(await LinesOf(accounts, actor.Value.BodyCode!.Value, deed.Year, cancel)));
        }).DescribePost<BudgetAnswer>(act, $"budget{char.ToUpperInvariant(name[0])}{name.Replace("-", "", StringComparison.Ordinal)[1..]}", summary, 404);

    private static async Task<IResult> Report(int? year, string? body, CurrentActor actor, IPurchasingAccounts accounts, TimeProvider time, CancellationToken cancel)
    {
        if (BudgetPage.Of(actor.Value, body) is not { } code || PurchasingApi.YearOf(year, time) is not { } fiscal)
            return ApiResult.NotFound();
        return Results.Ok(BudgetReportAnswer.Of(code, await accounts.Report(code, fiscal, cancel)));
    }

    private static async Task<BudgetAnswer> LinesOf(IPurchasingAccounts accounts, LocalGovernmentCode body, FiscalYear year, CancellationToken cancel) =>
        new(body, year, [.. (await accounts.Read(body, year, cancel)).Select(BudgetLineAnswer.Of)]);
}

/// <summary>流用.</summary>
/// <param name="AllowedByBudget">The budget allows a transfer between 項.</param>
internal sealed record TransferRequest(int FiscalYear, string? From, string? To, long AmountYen, string? Reason, bool AllowedByBudget);

/// <summary>減額.</summary>
internal sealed record ReductionRequest(int FiscalYear, string? Line, long AmountYen, string? Reason);

/// <summary>繰越.</summary>
/// <param name="EncumbranceId">Then the amount is all that is outstanding of it.</param>
internal sealed record CarryOverRequest(
    int FiscalYear, string? Line, long AmountYen, [property: JsonConverter(typeof(JsonStringEnumConverter<CarryOverKind>))] CarryOverKind Kind, Guid? EncumbranceId, string? Reason);

/// <summary>年度の締め.</summary>
internal sealed record ClosingRequest(int FiscalYear);

/// <summary>議決・配当 of many lines: all or none.</summary>
internal sealed record ImportRequest(IReadOnlyList<ImportRowRequest>? Rows);

internal sealed record ImportRowRequest(
    int FiscalYear, string? Line, string? Name, [property: JsonConverter(typeof(JsonStringEnumConverter<FundKind>))] FundKind Fund, string? FundName, long VotedYen, long AllottedYen)
{
    public BudgetRow Row => new(new FiscalYear(FiscalYear), Line ?? "", Name ?? "", new Fund(Fund, FundName ?? ""), new Money(VotedYen), new Money(AllottedYen));
}

/// <summary>A fiscal year as a whole.</summary>
internal sealed record BudgetReportAnswer(
    LocalGovernmentCode Body, FiscalYear FiscalYear, IReadOnlyList<BudgetLineAnswer> Lines, IReadOnlyList<EncumbranceAnswer> Encumbrances, IReadOnlyList<PromiseAnswer> Promised,
    string? Ordinance, int? OrdinanceMaxYears)
{
    public static BudgetReportAnswer Of(LocalGovernmentCode body, BudgetReport r) => new(
        body, r.Year, [.. r.Lines.Select(BudgetLineAnswer.Of)],
        [.. r.Encumbrances.Select(e => new EncumbranceAnswer(e.Id, e.Line, e.Subject, e.Reserved.Yen, e.Outstanding.Yen, e.Accepted.Yen, e.Paid.Yen))],
        [.. r.Promised.Select(p => new PromiseAnswer(p.EncumbranceId, p.Subject, p.Line, p.Amount.Yen, p.Basis))], r.Ordinance?.Name, r.Ordinance?.MaxYears);
}

/// <summary>A commitment's part of the year.</summary>
internal sealed record EncumbranceAnswer(Guid Id, string Line, string Subject, long ReservedYen, long OutstandingYen, long AcceptedYen, long PaidYen);

/// <summary>What a running contract promises for the year and is not encumbered in it yet.</summary>
internal sealed record PromiseAnswer(
    Guid EncumbranceId, string Subject, string Line, long AmountYen, [property: JsonConverter(typeof(JsonStringEnumConverter<LaterYearsBasis>))] LaterYearsBasis Basis);
