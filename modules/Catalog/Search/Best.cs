namespace Marketplace.Catalog.Search;

/// <summary>Picks one page out of what was found without ordering all the rest.</summary>
internal static class Best
{
    /// <param name="order">Negative: the first comes before the second. Never 0 for different numbers.</param>
    public static int[] Of(Bitmap found, int skip, int take, Comparison<int> order)
    {
        if (take <= 0)
            return [];
        var wanted = (int)Math.Min(int.MaxValue, (long)skip + take);
        // The worst of the best on top.
        var best = new PriorityQueue<int, int>(Comparer<int>.Create((a, b) => order(b, a)));
        foreach (var number in found)
        {
            if (best.Count < wanted)
                best.Enqueue(number, number);
            else if (order(number, best.Peek()) < 0)
                best.EnqueueDequeue(number, number);
        }

        var count = Math.Max(0, best.Count - skip);
        var page = new int[count];
        while (best.TryDequeue(out var number, out _) && count > 0)
            page[--count] = number;
        return page;
    }
}
