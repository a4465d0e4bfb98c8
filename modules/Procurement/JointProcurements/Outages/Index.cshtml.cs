using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>The latest hundred outages, for everybody: who missed a deadline can see whether one excuses it.</summary>
[Requires(Act.Browse)]
public sealed class OutageListModel : MarketplacePage
{
    internal IReadOnlyList<Outage> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await Service<ProcurementDbContext>().Set<Outage>().AsNoTracking().OrderByDescending(o => o.Began).Take(100).ToListAsync(Cancel);
}
