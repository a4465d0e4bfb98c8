using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Catalog.Experiences;

/// <summary>What the body told, and what bodies asked one another.</summary>
[Requires(Act.TellExperiences)]
internal sealed class IndexModel : MarketplacePage
{
    public IReadOnlyList<ExperienceLine> Told { get; private set; } = [];
    public IReadOnlyList<ContactLine> Contacts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var experiences = Service<ReadExperiences>();
        (Told, Contacts) = (await experiences.Own(Cancel), await experiences.Contacts(Cancel));
    }
}
