using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

/// <summary>証拠の照合: anybody who holds the hash of a locked search sees whether it stands.</summary>
[Requires(Act.Browse)]
internal sealed class VerifyModel : MarketplacePage
{
    /// <summary>As typed or as in the address.</summary>
    [FromRoute(Name = "hash")]
    public string? Given { get; set; }

    public EvidenceFound? Found { get; private set; }

    public bool IsAsked => !string.IsNullOrWhiteSpace(Given);

    public bool IsHash => FindEvidence.Read(Given) is not null;

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "hash")] string? typed)
    {
        if (typed is { Length: > 200 })
            typed = typed[..200];
        Given ??= typed;
        if (!IsAsked)
            return Page();
        Found = await Service<FindEvidence>().Find(Given!, Cancel);
        if (Found is not null)
            return Page();
        var page = Page();
        page.StatusCode = IsHash ? 404 : 422;
        if (!IsHash)
            ModelState.AddModelError("hash", T[FindEvidence.NoHash]);
        return page;
    }
}
