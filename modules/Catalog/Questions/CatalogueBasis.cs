using System.Collections.Concurrent;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog;

/// <summary>What every listing rests on, read from memory: question sets (fixed once open, kept for good) and categories (read anew after some seconds).</summary>
internal sealed class CatalogueBasis(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<int, QuestionSet> sets = new();
    private volatile Tuple<DateTimeOffset, CategoryTree>? categories;
    private volatile Tuple<DateTimeOffset, int, IReadOnlyList<int>>? opened;

    /// <summary>The set that new listings answer.</summary>
    /// <exception cref="InvalidOperationException">No question set is open: the seed has not run.</exception>
    public async Task<QuestionSet> OpenSet(CancellationToken cancel) =>
        await FindOpenSet(cancel) ?? throw new InvalidOperationException("No question set is open; run the verb 'seed'.");

    /// <summary>The same; null while there is none.</summary>
    public async Task<QuestionSet?> FindOpenSet(CancellationToken cancel) => await Opened(cancel) is { Item2: > 0 } known ? await Set(known.Item2, cancel) : null;

    /// <summary>All sets that listings may have answered, the newest first.</summary>
    public async Task<IReadOnlyList<QuestionSet>> Sets(CancellationToken cancel)
    {
        var all = new List<QuestionSet>();
        foreach (var number in (await Opened(cancel)).Item3)
            all.Add(await Set(number, cancel));
        return all;
    }

    /// <summary>Another set was opened: what is open is asked anew.</summary>
    public void Forget() => opened = null;

    private async Task<Tuple<DateTimeOffset, int, IReadOnlyList<int>>> Opened(CancellationToken cancel)
    {
        if (opened is { } known && time.GetUtcNow() - known.Item1 < Keep)
            return known;
        var rows = await Read(db => db.QuestionSets.Where(s => s.State != QuestionSetState.Draft).OrderByDescending(s => s.Number).Select(s => new { s.Number, s.State }).ToListAsync(cancel));
        var read = Tuple.Create<DateTimeOffset, int, IReadOnlyList<int>>(time.GetUtcNow(), rows.Find(r => r.State == QuestionSetState.Open)?.Number ?? 0, [.. rows.Select(r => r.Number)]);
        if (read.Item2 > 0)
            opened = read;
        return read;
    }

    /// <summary>The set of that version, open or retired.</summary>
    public async Task<QuestionSet> Set(int number, CancellationToken cancel)
    {
        if (sets.TryGetValue(number, out var set))
            return set;
        var definition = await Read(db => db.QuestionSets.Where(s => s.Number == number && s.State != QuestionSetState.Draft).Select(s => s.Definition).SingleAsync(cancel));
        return sets.GetOrAdd(number, QuestionSet.Parse(definition));
    }

    public async Task<CategoryTree> Categories(CancellationToken cancel)
    {
        if (categories is { } known && time.GetUtcNow() - known.Item1 < Keep)
            return known.Item2;
        var tree = new CategoryTree(await Read(db => db.Categories.AsNoTracking().OrderBy(c => c.Code).ToListAsync(cancel)));
        if (tree.All.Count > 0)
            categories = Tuple.Create(time.GetUtcNow(), tree);
        return tree;
    }

    private async Task<T> Read<T>(Func<CatalogDbContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CatalogDbContext>());
    }
}

/// <summary>The categories with what is asked of them again and again.</summary>
internal sealed class CategoryTree(IEnumerable<Category> inCodeOrder)
{
    /// <summary>Groups before their leaves, in code order.</summary>
    public IReadOnlyList<CategoryView> All { get; } = [.. inCodeOrder.Select(c => c.View()).OrderBy(c => c.Code, StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, CategoryView> ByCode => byCode ??= All.ToDictionary(c => c.Code, StringComparer.Ordinal);

    /// <summary>Codes that a listing may choose.</summary>
    public IReadOnlySet<string> Leaves => leaves ??= All.Where(c => c.Parent is not null).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);

    private Dictionary<string, CategoryView>? byCode;
    private HashSet<string>? leaves;
}
