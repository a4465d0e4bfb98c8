using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Experiences;

/// <summary>Asks the body that told an experience.</summary>
[Requires(Act.TellExperiences)]
internal sealed class ContactModel : MarketplacePage
{
    [BindProperty]
    public TextInput Input { get; set; } = new();

    public ExperienceLine Line { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        return Answer(await Service<ExperienceActs>().Handle(new AskBody(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, publicId, Input.Text), Cancel), () =>
        {
            Flash(T["問合せを送りました。回答があると、この一覧で読めます。"]);
            return LocalRedirect("/experiences");
        });
    }

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadExperiences>().One(publicId, Cancel) is not { Offer: not null, Experience: { State: ModerationState.Published, TakesContact: true } told } line || told.OwnerId == Actor.OrganisationId)
            return false;
        Line = line;
        return true;
    }
}

internal sealed class TextInput
{
    public Guid Id { get; set; }
    public string? Text { get; set; }
}
