using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Experiences;

/// <summary>The operator looks at experiences and replies before anybody else does.</summary>
[Requires(Act.ModerateExperiences)]
internal sealed class ModerateModel : MarketplacePage
{
    public IReadOnlyList<ExperienceLine> Waiting { get; private set; } = [];

    /// <summary>The experience whose form was sent, and what was typed into it.</summary>
    public string? Decided { get; private set; }

    public string? Comment { get; private set; }

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAsync(string id, uint version, bool reply, bool publish)
    {
        (Decided, Comment) = (id, Request.Form[$"Comment-{id}"]);
        return await Answer(await Service<ExperienceActs>().Handle(new DecideExperience(id, version, reply, publish, Comment), Cancel), () =>
        {
            Flash(publish ? T["公開しました。"] : T["差し戻しました。書いた人の「やること」に出ます。"]);
            return LocalRedirect("/reviews/experiences");
        }, Load);
    }

    private async Task Load() => Waiting = await Service<ReadExperiences>().Waiting(Cancel);
}
