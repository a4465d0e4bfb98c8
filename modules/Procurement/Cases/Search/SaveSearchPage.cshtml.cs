using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>Reached from the search page with its query string; saves it to an open case or takes it along to a new one.</summary>
[Requires(Act.RunCases)]
internal sealed class SaveSearchModel : MarketplacePage
{
    private const string New = "new";

    /// <summary>Public id of the case, or "new".</summary>
    [BindProperty]
    public string? Case { get; set; }

    [BindProperty]
    public string? Query { get; set; }

    public CandidateList Found { get; private set; } = new(0, [], "");
    public IReadOnlyList<Option> Cases { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Query = Request.QueryString.Value ?? "";
        await Load();
        Case = Cases.Count == 1 ? New : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.Equals(Case, New, StringComparison.Ordinal))
            return LocalRedirect("/cases/new?search=" + Uri.EscapeDataString(Query ?? ""));
        var result = string.IsNullOrEmpty(Case)
            ? Marketplace.Shared.Refusal.Invalid(nameof(Case), "case-missing", "保存先の案件を選んでください。")
            : await Service<SaveSearchHandler>().Handle(new SaveSearch(Case, Query ?? ""), Cancel);
        return await Answer(result, Saved, Load);
    }

    private LocalRedirectResult Saved()
    {
        Flash(T["検索を案件に保存しました。確定するまでは、何度でも保存し直せます。"]);
        return LocalRedirect($"/cases/{Case}");
    }

    private async Task Load()
    {
        Found = await Service<ICatalogue>().Find(Query ?? "", 1, Cancel);
        var open = await Service<ProcurementDbContext>().Set<ProcurementCase>()
            .Where(c => c.State == CaseState.Open || c.State == CaseState.Searched)
            .OrderByDescending(c => c.ChangedAt).Take(50)
            .Select(c => new { c.PublicId, c.Title, c.State }).ToListAsync(Cancel);
        Cases =
        [
            .. open.Select(c => new Option(c.PublicId, c.Title, c.State == CaseState.Searched ? T["保存済みの検索を置き換えます。前の検索も記録に残ります。"] : T["まだ検索が保存されていません。"])),
            new Option(New, T["新しい案件を開いて保存する"]),
        ];
    }
}
