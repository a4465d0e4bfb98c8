using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Search;

/// <summary>The whole list as typed.</summary>
/// <param name="Version">What the editor read; 0 when there was none.</param>
internal sealed record EditSynonyms(string Lines, uint Version);

internal sealed class EditSynonymsHandler(CatalogDbContext db)
{
    public async Task<Result> Handle(EditSynonyms command, CancellationToken cancel)
    {
        var list = await db.SynonymLists.SingleOrDefaultAsync(cancel);
        if ((list?.Version ?? 0) != command.Version)
            return Refusal.Stale();
        if (list is null)
            db.Add(list = SynonymList.Of(""));
        return list.Rewrite(command.Lines) is { Ok: false } refused ? refused : await db.Save(cancel);
    }
}
