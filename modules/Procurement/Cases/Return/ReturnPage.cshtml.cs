using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.ApproveCases)]
internal sealed class ReturnModel : CasePage
{
    [BindProperty]
    public ReturnInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync() => ModelState.IsValid
        ? await Moved(await Service<ReturnCaseHandler>().Handle(new ReturnCase(Id, Input.Version, Input.Comment?.Trim() ?? ""), Cancel),
            T["差し戻しました。起案者の「やること」に理由とともに表示されます。"])
        : await Unreadable();
}

internal sealed class ReturnInput
{
    public uint Version { get; set; }
    public string? Comment { get; set; }
}
