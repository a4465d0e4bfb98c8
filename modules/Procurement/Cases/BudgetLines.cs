using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>The acting body's budget lines, for choosing one and for showing what an order would leave.</summary>
internal sealed class BudgetLines(IPurchasingAccounts accounts, CurrentActor actor, TimeProvider time)
{
    /// <summary>Lines of this fiscal year and the next, as far as allotted.</summary>
    public async Task<IReadOnlyList<BudgetLineFigures>> Choices(CancellationToken cancel)
    {
        if (actor.Value.BodyCode is not { } body)
            return [];
        var year = FiscalYear.Of(time.JapanToday());
        return [.. await accounts.Read(body, year, cancel), .. await accounts.Read(body, year.Next, cancel)];
    }

    /// <summary>By what rights the body's contracts may bind later years.</summary>
    public async Task<BudgetReport?> Rights(CancellationToken cancel) =>
        actor.Value.BodyCode is { } body ? await accounts.Report(body, FiscalYear.Of(time.JapanToday()), cancel) : null;

    /// <summary>The right that the facts choose, null if they need none; or a refusal at its field.</summary>
    public async Task<Result<LaterYearsRight?>> RightOf(CaseFacts facts, CancellationToken cancel) =>
        facts.CrossesYears && await Rights(cancel) is { } report ? LaterYearsRight.Chosen(facts, report) : Result<LaterYearsRight?>.Of(null);

    /// <summary>The line a case is to be paid from; null if it is undecided or gone.</summary>
    public async Task<BudgetLineFigures?> Of(ProcurementCase procurement, CancellationToken cancel) =>
        (await accounts.Read(procurement.BodyCode, procurement.FiscalYear, cancel)).FirstOrDefault(l => l.Line == procurement.BudgetLine);

    /// <summary>Name of the line that the facts choose ("" if none yet), or a refusal at the field if the body has no such line.</summary>
    public async Task<Result<string>> NameOf(CaseFacts facts, CancellationToken cancel)
    {
        if (facts.BudgetLine.Length == 0)
            return "";
        var line = facts.Line is { } chosen && actor.Value.BodyCode is { } body
            ? (await accounts.Read(body, chosen.Year, cancel)).FirstOrDefault(l => l.Line == chosen.Code)
            : null;
        return line is null ? Refusal.Invalid("Input.BudgetLine", "unknown-line", "選んだ予算科目は配当されていません。一覧から選び直してください。") : line.Name;
    }
}
