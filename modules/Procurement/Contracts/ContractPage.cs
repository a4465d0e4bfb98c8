using System.Text.Json;
using Marketplace.Procurement.Cases;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Contracts;

/// <summary>What the page and the paper of one contract share.</summary>
internal abstract class ContractPage : MarketplacePage
{
    [FromRoute]
    public string Id { get; set; } = "";

    public Contract Contract { get; private set; } = null!;

    /// <summary>The offer as it was fixed.</summary>
    public OfferSnapshot? Offer { get; private set; }

    /// <summary>Public id of the case it comes from, if the actor may see that.</summary>
    public string? CaseId { get; private set; }
    public string Address => $"/contracts/{Id}";
    public Money Tax => Contract.Total - Contract.Net;

    public async Task<IActionResult> OnGetAsync()
    {
        var db = Service<ProcurementDbContext>();
        if (await db.Set<Contract>().AsNoTracking().Include(c => c.Steps.OrderBy(s => s.At)).SingleOrDefaultAsync(c => c.PublicId == Id, Cancel) is not { } found)
            return NotFound();
        Contract = found;
        Offer = JsonSerializer.Deserialize<OfferSnapshot>(found.OfferJson, JsonSerializerOptions.Web);
        if (found.Source == ContractSource.Case && Actor.May(Act.ReadCases))
            CaseId = await db.Set<ProcurementCase>().Where(c => c.Id == found.SourceId).Select(c => c.PublicId).SingleOrDefaultAsync(Cancel);
        return Page();
    }
}
