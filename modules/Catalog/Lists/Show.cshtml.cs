using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Lists;

/// <summary>A list: its services with prices for the body's size and notes; what is ticked can be compared.</summary>
[Requires(Act.KeepLists)]
internal sealed class ShowModel : MarketplacePage
{
    [BindProperty]
    public ListInput Input { get; set; } = new();

    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId) => await Load(publicId) ? Page() : NotFound();

    public async Task<IActionResult> OnPostNoteAsync(string publicId) => await Answer(
        await Service<ListActs>().Handle(new WriteNote(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, publicId, Input.Service ?? "", Input.Notes.GetValueOrDefault(Input.Service ?? "")), Cancel),
        () => Told(publicId, T["メモを残しました。同じ団体の人に見えます。"]), () => Load(publicId));

    public async Task<IActionResult> OnPostForgetAsync(string publicId, string note) => await Answer(
        await Service<ListActs>().Handle(new RemoveNote(publicId, note), Cancel), () => Told(publicId, T["メモを消しました。"]), () => Load(publicId));

    public async Task<IActionResult> OnPostDropAsync(string publicId, string service) => await Answer(
        await Service<ListActs>().Handle(new DropOffer(publicId, service), Cancel), () => Told(publicId, T["リストから外しました。"]), () => Load(publicId));

    private LocalRedirectResult Told(string publicId, string text)
    {
        Flash(text);
        return LocalRedirect($"/lists/{publicId}");
    }

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadLists>().One(publicId, Cancel) is not { } view)
            return false;
        View = view;
        return true;
    }
}
