using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Experiences;

/// <summary>The seller's reply to an experience with its offer.</summary>
[Requires(Act.ReplyToExperiences)]
internal sealed class ReplyModel : MarketplacePage
{
    [BindProperty]
    public TextInput Input { get; set; } = new();

    public ExperienceLine Line { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        Input.Text = Line.Experience.Reply;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        return Answer(await Service<ExperienceActs>().Handle(new ReplyToExperience(publicId, Input.Text), Cancel), () =>
        {
            Flash(T["運営者に送りました。確認が済むと公開されます。"]);
            return LocalRedirect($"/services/{Line.Offer!.PublicId}/experiences");
        });
    }

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadExperiences>().One(publicId, Cancel) is not { Offer: not null, Experience.State: ModerationState.Published } line || line.Experience.SellerId != Actor.OrganisationId)
            return false;
        Line = line;
        return true;
    }
}
