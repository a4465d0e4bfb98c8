using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>Address of the case or joint procurement it comes from, if the actor may see that.</summary>
    public string? SourceAddress { get; private set; }
    public bool IsJoint => Contract.Source == ContractSource.JointProcurement;
    public string Address => $"/contracts/{Id}";
    public Money Tax => Contract.Total - Contract.Net;

    /// <summary>That its part of this fiscal year is not encumbered yet; null otherwise, and for who is not its buyer.</summary>
    public WaitingYear? Waiting { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var db = Service<ProcurementDbContext>();
        if (await db.Set<Contract>().AsNoTracking().Include(c => c.Steps.OrderBy(s => s.At)).SingleOrDefaultAsync(c => c.PublicId == Id, Cancel) is not { } found)
            return NotFound();
        Contract = found;
        Offer = JsonSerializer.Deserialize<OfferSnapshot>(found.OfferJson, JsonSerializerOptions.Web);
        SourceAddress = IsJoint ? JointAddress() : Actor.May(Act.ReadCases) ? await CaseAddress(db) : null;
        if (found.LaterParts.Count > 0 && Actor.BodyCode == found.BuyerCode)
            Waiting = (await Service<WaitingYears>().Of(found.BuyerCode, Cancel)).FirstOrDefault(w => w.ContractId == found.Id);
        return Page();
    }

    private async Task<string?> CaseAddress(ProcurementDbContext db) =>
        await db.Set<ProcurementCase>().Where(c => c.Id == Contract.SourceId).Select(c => c.PublicId).SingleOrDefaultAsync(Cancel) is { } id ? $"/cases/{id}" : null;

    // A joint procurement adds what was agreed to the offer's JSON.
    private string? JointAddress() => (string?)JsonNode.Parse(Contract.OfferJson)?["joint"]?["procurement"] is { } id ? $"/joint/{id}" : null;
}
