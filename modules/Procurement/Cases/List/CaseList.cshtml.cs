using Marketplace.Shared;
using Marketplace.Shared.Ui;
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

    public IEnumerable<Option> States =>
        [new("open", T["進行中"]), new("ended", T["終了"]), .. Option.Of<CaseState>(s => T[CaseWords.Of(s)])];

    public async Task OnGetAsync() => Found = await Service<FindCasesHandler>().Handle(new FindCases(State ?? "", Q?.Trim() ?? "", P), Cancel);
}
