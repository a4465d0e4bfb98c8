using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>The words that the search takes for one another.</summary>
[Requires(Act.EditSearchWords)]
public sealed class EditSynonymsModel : MarketplacePage
{
    internal string Lines { get; private set; } = "";
    internal uint Version { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        await Load();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? lines, uint version) =>
        await Answer(await Service<EditSynonymsHandler>().Handle(new EditSynonyms(AnswerForm.Clean(lines ?? ""), version), Cancel), () =>
        {
            Flash(T["同義語を保存しました。数秒で検索に反映されます。"]);
            return LocalRedirect("/reviews/synonyms");
        }, Load);

    private async Task Load()
    {
        var list = await Service<CatalogDbContext>().SynonymLists.AsNoTracking().SingleOrDefaultAsync(Cancel);
        (Lines, Version) = (list?.Lines ?? "", list?.Version ?? 0);
    }
}
