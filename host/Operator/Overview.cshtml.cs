using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Host.Operator;

/// <summary>The operator's overview: every module counts its own things by state.</summary>
[Requires(Act.ReadOverview)]
public sealed class OverviewModel : MarketplacePage
{
    public IReadOnlyList<IGrouping<string, Figure>> Groups { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var figures = new List<Figure>();
        foreach (var module in Service<IEnumerable<IFigures>>())
            figures.AddRange(await module.Count(Cancel));
        Groups = figures.GroupBy(f => f.Group, StringComparer.Ordinal).ToList();
    }
}
