using System.Globalization;
using System.Text.Json;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Sample budgets. Operation ids follow from body, year and line, so seeding again changes nothing.</summary>
internal sealed class PurchasingSeed(IPurchasingAccounts accounts) : ISeed
{
    private static readonly Guid Cause = new("5eed0000-0000-8000-8000-000000000040");

    public int Order => 40;
    public string Name => "purchasing";

    public async Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel)
    {
        var file = Path.Combine(seedFolder, "budgets.json");
        if (!File.Exists(file))
            return;
        await using var json = File.OpenRead(file);
        var lines = await Budgets(json, cancel);
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{lines} budget lines"));
    }

    /// <summary>Allots every line of the file; returns how many there are.</summary>
    /// <exception cref="InvalidDataException">A line that the account's rules refuse.</exception>
    internal async Task<int> Budgets(Stream json, CancellationToken cancel)
    {
        var budgets = await JsonSerializer.DeserializeAsync<Budget[]>(json, JsonSerializerOptions.Web, cancel) ?? [];
        foreach (var budget in budgets)
        {
            foreach (var line in budget.Lines)
            {
                var operation = OperationIds.Of(Cause, $"{budget.Code}/{budget.FiscalYear.Year}/{line.Line}");
                var allot = new Allot(operation, budget.FiscalYear.FirstDay, "見本データ", budget.FiscalYear, line.Line, line.Name, line.AllottedYen);
                if ((await accounts.Run(budget.Code, allot, cancel)).Refusal is { } no)
                    throw new InvalidDataException($"budgets.json, {budget.Code} {budget.FiscalYear.Year} {line.Line}: {no.Code}");
            }
        }

        return budgets.Sum(b => b.Lines.Length);
    }

    private sealed record Budget(LocalGovernmentCode Code, FiscalYear FiscalYear, BudgetLine[] Lines);

    private sealed record BudgetLine(string Line, string Name, Money AllottedYen);
}
