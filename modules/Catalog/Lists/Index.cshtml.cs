using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Lists;

/// <summary>The body's lists, and a new one.</summary>
[Requires(Act.KeepLists)]
internal sealed class IndexModel : MarketplacePage
{
    [BindProperty]
    public ListInput Input { get; set; } = new();

    public IReadOnlyList<ListLine> Lists { get; private set; } = [];

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAsync() => await Answer(
        await Service<ListActs>().Handle(new MakeList(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Input.Name), Cancel), list =>
        {
            Flash(T["リスト「{0}」を作りました。", list.Name]);
            return LocalRedirect(list.Url);
        }, Load);

    private async Task Load() => Lists = await Service<ReadLists>().All(Cancel);
}

internal sealed class ListInput
{
    public Guid Id { get; set; }
    public string? Name { get; set; }
    public string? Service { get; set; }
    public string? List { get; set; }

    /// <summary>A note by the public id of the service it is on: each form has a field of its own, so that an error shows at the one it concerns.</summary>
    public Dictionary<string, string?> Notes { get; set; } = [];
}
