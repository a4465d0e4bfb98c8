using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.RunCases)]
internal sealed class LockCaseModel : CasePage
{
    [BindProperty]
    public LockInput Input { get; set; } = new();

    public CandidateList Found { get; private set; } = new(0, [], "");
    public IReadOnlyList<CaseCandidate> Candidates { get; private set; } = [];

    /// <summary>Fingerprint of what the page shows; posted back.</summary>
    public string Seen => LockCaseHandler.Fingerprint(Found);

    public async Task<IActionResult> OnPostAsync() => ModelState.IsValid
        ? await Moved(await Service<LockCaseHandler>().Handle(new LockCase(Id, Input.Version, Input.Seen ?? "", Input.Confirmed), Cancel),
            T["検索を確定しました。候補を比べて、1件を選定してください。"])
        : await Unreadable();

    protected override async Task LoadMore()
    {
        if (Case.Search is not { } search || !Case.MayLock)
            return;
        Found = await Service<ICatalogue>().Find(search.Query, ProcurementCase.MaxCandidates, Cancel);
        Candidates = [.. Found.Offers.Select((offer, i) => CaseCandidate.Of(Case, i + 1, offer))];
    }
}

internal sealed class LockInput
{
    public uint Version { get; set; }
    public string? Seen { get; set; }
    public bool Confirmed { get; set; }
}
