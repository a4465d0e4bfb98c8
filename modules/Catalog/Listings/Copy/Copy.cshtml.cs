using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>Asks for the copy's name, and makes it.</summary>
[Requires(Act.DraftListings)]
internal sealed class CopyModel : MarketplacePage
{
    [BindProperty]
    public StartSoftwareInput Input { get; set; } = new();

    public ListingView View { get; private set; } = null!;
    public Question Question { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        Input.Name = T["{0}の写し", View.Entry.Title];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId) => await Answer(
        await Service<CopyListingHandler>().Handle(new CopyListing(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, publicId, Input.Name), Cancel), id =>
        {
            Flash(T["写しの下書きを作りました。内容を確かめて、違うところを直してください。"]);
            return LocalRedirect($"/listings/{id}");
        }, () => Load(publicId));

    private async Task<bool> Load(string publicId)
    {
        if (await Service<ReadListing>().Find(publicId, Cancel) is not { } view)
            return false;
        View = view;
        Question = (await Service<CatalogueBasis>().OpenSet(Cancel)).Find(view.Entry.Kind == EntryKind.Software ? "name" : "offerName")!;
        return true;
    }
}
