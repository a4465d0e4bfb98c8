using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>Reached from the search page with its query string: keeps that search under a name.</summary>
[Requires(Act.SaveSearches)]
internal sealed class NewModel : MarketplacePage
{
    [BindProperty]
    public SearchInput Input { get; set; } = new();

    public Fitting Fits { get; private set; } = new([], 0, "", "");

    public Task OnGetAsync()
    {
        Input.Query = Request.QueryString.Value;
        return Load();
    }

    public async Task<IActionResult> OnPostAsync() => await Answer(
        await Service<SavedSearchActs>().Handle(new KeepSearch(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Input.Name, Input.Query ?? ""), Cancel), id =>
        {
            Flash(T["検索を保存しました。条件に新しく合うサービスが出ると、「やること」に表示されます。"]);
            return LocalRedirect($"/saved-searches/{id}");
        }, Load);

    private async Task Load()
    {
        // What cannot be saved is refused in words; it is not searched for.
        var query = Input.Query is { Length: <= SavedSearch.LongestQuery } given ? given : "";
        Fits = await Service<FittingOffers>().Of(query, 0, Cancel);
    }
}

internal sealed class SearchInput
{
    public Guid Id { get; set; }
    public string? Name { get; set; }
    public string? Query { get; set; }
}
