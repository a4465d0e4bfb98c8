using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Experiences;

/// <summary>A question from body to body, for the people of both.</summary>
[Requires(Act.TellExperiences)]
internal sealed class AskedModel : MarketplacePage
{
    [BindProperty]
    public TextInput Input { get; set; } = new();

    public ContactLine Line { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId) => await Answer(await Service<ExperienceActs>().Handle(new AnswerBody(publicId, Input.Text), Cancel), () =>
    {
        Flash(T["回答を送りました。"]);
        return LocalRedirect($"/experiences/contacts/{publicId}");
    }, () => Load(publicId));

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadExperiences>().Contact(publicId, Cancel) is not { } line)
            return false;
        Line = line;
        return true;
    }
}
