using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
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
    public IEnumerable<Option> Years { get; private set; } = [];
    public bool IsFiltered => !string.IsNullOrEmpty(State) || Year is not null;
    public IEnumerable<Option> States => Option.Of<ContractState>(s => T[ContractWords.Of(s)]);

    public async Task OnGetAsync()
    {
        var handler = Service<FindContractsHandler>();
        Found = await handler.Handle(new FindContracts(State ?? "", Year, P), Cancel);
        Years = (await handler.Years(Cancel)).Select(y => new Option(y.Year.ToString(CultureInfo.InvariantCulture), y.ToString()));
    }
}
