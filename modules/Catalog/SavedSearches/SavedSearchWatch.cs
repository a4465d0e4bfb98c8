using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Catalog.SavedSearches;

/// <summary>Notices what newly fits the saved searches: runs each again when the index has changed, and once a day because proofs begin and end with the day.
/// An offer that stopped fitting and fits again counts as new.</summary>
internal sealed partial class SavedSearchWatch(IServiceScopeFactory scopes, NpgsqlDataSource source, TimeProvider time, ILogger<SavedSearchWatch> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);
    private (long Position, DateOnly Day) done = (-1, default);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunOnce(stoppingToken);
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
                {
                    LogFailed(e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>One pass over all saved searches, unless nothing changed since the last, or another replica is at it.</summary>
    public async Task RunOnce(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("saved-searches");
        var state = (await Position(scope.ServiceProvider, cancel), time.JapanToday());
        if (state == done)
            return;
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (!await Locked(connection, "select pg_try_advisory_lock(hashtext('catalog.saved-searches'))", cancel))
            return;
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<CatalogDbContext>();
            var fitting = scope.ServiceProvider.GetRequiredService<FittingOffers>();
            foreach (var search in await db.SavedSearches.AsNoTracking().Select(s => new { s.Id, s.Query, s.CreatedAt }).ToListAsync(cancel))
                await Look(db, search.Id, search.CreatedAt, await fitting.Of(search.Query, FittingOffers.Most, cancel), cancel);
            done = state;
        }
        finally
        {
            await Locked(connection, "select pg_advisory_unlock(hashtext('catalog.saved-searches'))", CancellationToken.None);
        }
    }

    private async Task Look(CatalogDbContext db, Guid searchId, DateTimeOffset savedAt, Fitting fits, CancellationToken cancel)
    {
        // Of more than the index lists, those that slip into the list because others left are no news.
        var offers = fits.Offers.Where(o => !fits.IsCut || o.FirstPublished > savedAt).Select(o => o.OfferId).ToArray();
        var now = time.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"""
            insert into catalog.saved_search_hit (search_id, offer_id, since, seen) select s.id, fits, {now}, false from catalog.saved_search s, unnest({offers}) as fits where s.id = {searchId}
            on conflict do nothing
            """, cancel);
        if (!fits.IsCut)
            await db.Database.ExecuteSqlAsync($"delete from catalog.saved_search_hit where search_id = {searchId} and offer_id <> all({offers})", cancel);
    }

    private static async Task<long> Position(IServiceProvider services, CancellationToken cancel) => (await services.GetRequiredService<ICatalogueIndex>().Search(
        new CatalogueQuery("", null, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal), false, null, null, 1, 0, CatalogueSort.Newest, 0, 0), cancel)).Position;

    private static async Task<bool> Locked(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    [LoggerMessage(LogLevel.Warning, "Looking through the saved searches failed; it is tried again.")]
    private partial void LogFailed(Exception e);
}
