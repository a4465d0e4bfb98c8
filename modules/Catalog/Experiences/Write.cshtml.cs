using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Experiences;

/// <summary>Tells of a service (by its address in the query) or changes what the body told.</summary>
[Requires(Act.TellExperiences)]
internal sealed class WriteModel : MarketplacePage
{
    [BindProperty]
    public ExperienceInput Input { get; set; } = new();

    public OfferSnapshot Offer { get; private set; } = null!;

    /// <summary>Null while it is the first time.</summary>
    public Experience? Told { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? publicId, string? service)
    {
        if (!await Load(publicId, service))
            return NotFound();
        if (Told is not null)
            Input = ExperienceInput.Of(Told);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? publicId, string? service, uint version)
    {
        if (!await Load(publicId, service))
            return NotFound();
        if (Input.Id == Guid.Empty)
            Input.Id = Guid.CreateVersion7();
        return publicId is null
            ? Answer(await Service<ExperienceActs>().Handle(new TellExperience(service!, Input), Cancel), _ => Sent())
            : Answer(await Service<ExperienceActs>().Handle(new RetellExperience(publicId, version, Input), Cancel), Sent);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string publicId) => Answer(await Service<ExperienceActs>().Handle(new WithdrawExperience(publicId), Cancel), () =>
    {
        Flash(T["事例を取り下げました。"]);
        return LocalRedirect("/experiences");
    });

    private LocalRedirectResult Sent()
    {
        Flash(T["運営者に送りました。確認が済むと公開されます。"]);
        return LocalRedirect("/experiences");
    }

    private async Task<bool> Load(string? publicId, string? service)
    {
        if (publicId is not null)
        {
            if (await Service<ReadExperiences>().One(publicId, Cancel) is not { Offer: { } told } line || line.Experience.OwnerId != Actor.OrganisationId || line.Experience.State == ModerationState.Withdrawn)
                return false;
            (Told, Offer) = (line.Experience, told);
            return true;
        }

        if (await Service<CatalogDbContext>().PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == service, Cancel) is not { } published)
            return false;
        Offer = published.Snapshot;
        return true;
    }
}
