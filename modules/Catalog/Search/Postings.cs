namespace Marketplace.Catalog.Search;

/// <summary>The field a token stands in, by what a match there is worth.</summary>
internal enum FieldWeight
{
    /// <summary>The weakest: long descriptions.</summary>
    D,
    C,
    B,

    /// <summary>The strongest: names.</summary>
    A,
}

/// <summary>Where every token stands in a set of documents, packed: for each token its documents in ascending order, for each document its places in ascending order,
/// each with its field's weight. A place is one number: the distance to the one before, the weight (two bits) and whether a new document begins (one bit, then the
/// distance to the document before follows). Beside it a place to jump to at every <see cref="Stride"/>th document of a token. Immutable.</summary>
internal sealed partial class Postings
{
    public static readonly Postings Empty = new([], [0], [], [0], []);

    /// <summary>A jump takes eight bytes, and after it at most so many documents are passed over one by one.</summary>
    private const int Stride = 16;

    private readonly string[] tokens;
    private readonly int[] starts;
    private readonly byte[] places;
    private readonly int[] jumpStarts;
    private readonly Jump[] jumps;

    private Postings(string[] tokens, int[] starts, byte[] places, int[] jumpStarts, Jump[] jumps) =>
        (this.tokens, this.starts, this.places, this.jumpStarts, this.jumps) = (tokens, starts, places, jumpStarts, jumps);

    public int TokenCount => tokens.Length;

    public long Bytes => places.Length + (starts.Length + jumpStarts.Length) * 4L + jumps.Length * 8L;

    /// <summary>The token's places; an empty cursor when no document has it.</summary>
    public Cursor Of(string token)
    {
        var at = Array.BinarySearch(tokens, token, StringComparer.Ordinal);
        return at < 0 ? default : At(at);
    }

    /// <summary>The places of every token that begins so.</summary>
    public IEnumerable<Cursor> Beginning(string prefix)
    {
        var at = Array.BinarySearch(tokens, prefix, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < tokens.Length && tokens[at].StartsWith(prefix, StringComparison.Ordinal); at++)
            yield return At(at);
    }

    private Cursor At(int at) => new(places, starts[at], starts[at + 1], jumps, jumpStarts[at], jumpStarts[at + 1]);

    /// <summary>Where a document of a token begins, and the document before it, from which its distance counts.</summary>
    internal readonly record struct Jump(int Before, int At);

    /// <summary>One out of several that have no document in common.</summary>
    /// <param name="parts">With each, which of its documents still count.</param>
    public static Postings Merge(IReadOnlyList<(Postings Postings, Bitmap Counts)> parts)
    {
        var builder = new Builder();
        var lists = parts.Select(_ => new PlaceList()).ToArray();
        var cursors = new Cursor[parts.Count];
        foreach (var token in parts.SelectMany(p => p.Postings.tokens).Distinct(StringComparer.Ordinal))
        {
            var open = new List<int>(parts.Count);
            for (var i = 0; i < parts.Count; i++)
            {
                cursors[i] = parts[i].Postings.Of(token);
                if (Next(i))
                    open.Add(i);
            }

            while (open.Count > 0)
            {
                var first = open.MinBy(i => cursors[i].Document);
                builder.Add(token, cursors[first].Document, lists[first]);
                if (!Next(first))
                    open.Remove(first);
            }
        }

        return builder.Build();

        bool Next(int i)
        {
            while (cursors[i].Advance(ref lists[i]))
            {
                if (parts[i].Counts[cursors[i].Document])
                    return true;
            }

            return false;
        }
    }
}
