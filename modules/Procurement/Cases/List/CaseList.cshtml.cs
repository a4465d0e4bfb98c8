using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.ReadCases)]
internal sealed class CaseListModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public CasesFound Found { get; private set; } = new(0, 1, 1, []);
    public bool IsFiltered => !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Q);

    /// <summary>The states a clerk looks for; every other is reached by its name in the address.</summary>
    public IEnumerable<Tab> Tabs =>
        new[] { ("", "すべて"), ("open", "進行中"), (nameof(CaseState.AwaitingApproval), CaseWords.Of(CaseState.AwaitingApproval)), (nameof(CaseState.Returned), CaseWords.Of(CaseState.Returned)), (nameof(CaseState.Contracted), CaseWords.Of(CaseState.Contracted)), ("ended", "終了") }
            .Select(t => new Tab(T[t.Item2], "/cases" + QueryString.Create(new Dictionary<string, string?> { ["state"] = t.Item1, ["q"] = Q }), string.Equals(State ?? "", t.Item1, StringComparison.OrdinalIgnoreCase)));

    public async Task OnGetAsync() => Found = await Service<FindCasesHandler>().Handle(new FindCases(State ?? "", Q?.Trim() ?? "", P), Cancel);
}
