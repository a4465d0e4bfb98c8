using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Contracts;

[Requires(Act.ReadContracts)]
internal sealed class ContractListModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public ContractsFound Found { get; private set; } = new(0, 1, 1, []);
    public IReadOnlyList<Tab> Years { get; private set; } = [];
    public bool IsFiltered => !string.IsNullOrEmpty(State) || Year is not null;

    public IEnumerable<Tab> States => Enum.GetValues<ContractState>().Select(s => (Value: s.ToString(), Text: T[ContractWords.Of(s)])).Prepend((Value: "", Text: T["すべて"]))
        .Select(s => new Tab(s.Text, Address(s.Value, Year), string.Equals(State ?? "", s.Value, StringComparison.OrdinalIgnoreCase)));

    public async Task OnGetAsync()
    {
        var handler = Service<FindContractsHandler>();
        Found = await handler.Handle(new FindContracts(State ?? "", Year, P), Cancel);
        Years = [new Tab(T["すべて"], Address(State, null), Year is null), .. (await handler.Years(Cancel)).Select(y => new Tab(y.ToString(), Address(State, y.Year), Year == y.Year))];
    }

    private static string Address(string? state, int? year) => "/contracts" + QueryString.Create(new Dictionary<string, string?> { ["state"] = state, ["year"] = year?.ToString(CultureInfo.InvariantCulture) });
}
