using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>検索保存: puts a search of the catalogue into an open case.</summary>
/// <param name="Query">Query string of the search page.</param>
internal sealed record SaveSearch(string PublicId, string Query);

internal sealed class SaveSearchHandler(ProcurementDbContext db, ICatalogue catalogue, TimeProvider time)
{
    public const int LongestQuery = 2000;

    public async Task<Result> Handle(SaveSearch command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (command.Query.Length > LongestQuery)
            return Refusal.Conflict("query-too-long", "検索条件が長すぎるため保存できません。条件を減らして検索し直してください。");
        // A double submit would only write the same round twice.
        if (found.State == CaseState.Searched && found.Search!.Query == command.Query && found.Search.SavedAt > time.GetUtcNow().AddSeconds(-10))
            return Result.Done;
        var result = await catalogue.Find(command.Query, 1, cancel);
        var saved = found.SaveSearch(command.Query, result.InWords, result.Total, db.Actor, time.GetUtcNow());
        return saved.Ok ? await db.SaveMove(command.PublicId, now => now.Search?.Query == command.Query, cancel) : saved;
    }
}
