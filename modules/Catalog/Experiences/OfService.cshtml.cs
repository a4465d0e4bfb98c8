using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Experiences;

/// <summary>What bodies tell of a service; for everybody.</summary>
[Requires(Act.Browse)]
internal sealed class OfServiceModel : MarketplacePage
{
    public ExperiencesOfService View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (await Service<ReadExperiences>().Of(publicId, Cancel) is not { } view)
            return NotFound();
        View = view;
        return Page();
    }
}
