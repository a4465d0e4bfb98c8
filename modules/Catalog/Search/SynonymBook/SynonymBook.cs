using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Search;

/// <summary>The operator's synonyms, read anew after some seconds.</summary>
internal sealed class SynonymBook(IServiceScopeFactory scopes)
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);
    private (long At, uint Version, Synonyms Synonyms)? known;
    private readonly Lock turn = new();

    public async ValueTask<Synonyms> Current(CancellationToken cancel)
    {
        lock (turn)
        {
            if (known is { } k && System.Diagnostics.Stopwatch.GetElapsedTime(k.At) < Keep)
                return k.Synonyms;
        }

        await using var scope = scopes.CreateAsyncScope();
        var list = await scope.ServiceProvider.GetRequiredService<CatalogDbContext>().SynonymLists.AsNoTracking().SingleOrDefaultAsync(cancel);
        lock (turn)
        {
            var same = known is { } k && k.Version == (list?.Version ?? 0) ? k.Synonyms : null;
            var synonyms = same ?? (list is null ? Synonyms.None : new Synonyms(list.Groups));
            known = (System.Diagnostics.Stopwatch.GetTimestamp(), list?.Version ?? 0, synonyms);
            return synonyms;
        }
    }
}
