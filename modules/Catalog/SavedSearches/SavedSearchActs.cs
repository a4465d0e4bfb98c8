using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>Keeps a search under a name.</summary>
/// <param name="Id">Brought by the form; a second submit of it answers with the first.</param>
/// <param name="Query">Query string of the search page.</param>
internal sealed record KeepSearch(Guid Id, string? Name, string Query);

internal sealed record RenameSearch(string PublicId, uint Version, string? Name);

/// <summary>Gives the search a feed at a new address; a former address ends.</summary>
internal sealed record OpenSearchFeed(string PublicId, uint Version);

internal sealed record CloseSearchFeed(string PublicId, uint Version);

internal sealed record RemoveSearch(string PublicId);

internal sealed class SavedSearchActs(CatalogDbContext db, FittingOffers fitting, TimeProvider time)
{
    /// <summary>The public id of the saved search.</summary>
    public async Task<Result<string>> Handle(KeepSearch command, CancellationToken cancel)
    {
        if (await db.SavedSearches.Where(s => s.Id == command.Id).Select(s => s.PublicId).SingleOrDefaultAsync(cancel) is { } first)
            return first;
        if (Named(command.Name) is { Ok: false } wrong)
            return Result<string>.No(wrong.Refusals);
        if (command.Query.Length > SavedSearch.LongestQuery)
            return Refusal.Conflict("query-too-long", "検索条件が長すぎるため保存できません。条件を減らして検索し直してください。");
        if (await db.SavedSearches.CountAsync(cancel) >= SavedSearch.Most)
            return Refusal.Conflict("too-many-searches", "保存できる検索は{0}件までです。使っていないものを削除してください。", SavedSearch.Most);
        var fits = await fitting.Of(command.Query, FittingOffers.Most, cancel);
        var now = time.GetUtcNow();
        var search = SavedSearch.Of(command.Id, db.Actor, AnswerForm.Clean(command.Name!), fits.Query, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.SavedSearches.Add(search);
        if (await db.Save(cancel) is { Ok: false } refused)
            return Result<string>.No(refused.Refusals);
        // What fits already is not news.
        await db.Database.ExecuteSqlAsync($"insert into catalog.saved_search_hit (search_id, offer_id, since, seen) select {search.Id}, id, {now}, true from unnest({fits.Offers.Select(o => o.OfferId).ToArray()}) as id", cancel);
        await transaction.CommitAsync(cancel);
        return search.PublicId;
    }

    public async Task<Result> Handle(RenameSearch command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, cancel) is not { } search)
            return Refusal.NotFound();
        if (Named(command.Name) is { Ok: false } wrong)
            return wrong;
        db.Expect(search, command.Version);
        search.Rename(AnswerForm.Clean(command.Name!));
        return await db.Save(cancel);
    }

    /// <summary>The key in the feed's address, to be shown once.</summary>
    public async Task<Result<string>> Handle(OpenSearchFeed command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, cancel) is not { } search)
            return Refusal.NotFound();
        db.Expect(search, command.Version);
        var key = search.OpenFeed();
        return await db.Save(cancel) is { Ok: false } refused ? Result<string>.No(refused.Refusals) : key;
    }

    public async Task<Result> Handle(CloseSearchFeed command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, cancel) is not { } search)
            return Refusal.NotFound();
        if (search.FeedHash is null)
            return Result.Done;
        db.Expect(search, command.Version);
        search.CloseFeed();
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(RemoveSearch command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, cancel) is not { } search)
            return Refusal.NotFound();
        db.SavedSearches.Remove(search);
        return await db.Save(cancel);
    }

    private Task<SavedSearch?> Find(string publicId, CancellationToken cancel) => db.SavedSearches.SingleOrDefaultAsync(s => s.PublicId == publicId, cancel);

    private static Result Named(string? name) => AnswerForm.Clean(name ?? "") switch
    {
        { Length: 0 } => Refusal.Invalid("Input.Name", "name-required", "検索の名前を入力してください。"),
        { Length: > SavedSearch.LongestName } => Refusal.Invalid("Input.Name", "too-long", "検索の名前は{0}文字以内で入力してください。", SavedSearch.LongestName),
        _ => Result.Done,
    };
}
