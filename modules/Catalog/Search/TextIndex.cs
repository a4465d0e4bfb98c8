namespace Marketplace.Catalog.Search;

/// <summary>A document's comparable texts (<see cref="JapaneseText.Fold"/>), strongest first.</summary>
internal sealed record DocumentText(int Number, IReadOnlyList<(string Folded, FieldWeight Weight)> Fields);

/// <summary>Where every word of every published offer stands, in memory: a large part and, beside it, smaller ones with what changed since; an offer counts in one of them.
/// Immutable; a change makes a new one that shares what stayed the same.</summary>
internal sealed class TextIndex
{
    public static readonly TextIndex Empty = new([]);

    /// <summary>A part that is not that many times larger than what comes is put together with it: so there are few parts, and every offer is moved few times.</summary>
    private const int Larger = 8;
    private readonly Part[] parts;

    private TextIndex(Part[] parts) => this.parts = parts;

    /// <summary>Memory that the places take.</summary>
    public long Bytes => parts.Sum(p => p.Postings.Bytes);

    /// <param name="changed">Texts as they are now.</param>
    /// <param name="gone">Numbers of offers that are no longer published.</param>
    public TextIndex Changed(IReadOnlyCollection<DocumentText> changed, IReadOnlyCollection<int> gone)
    {
        if (changed.Count == 0 && gone.Count == 0)
            return this;
        var touched = changed.Select(d => d.Number).Concat(gone).ToHashSet();
        var now = parts.Select(p => p.Without(touched)).Where(p => p.Count > 0).ToList();
        if (changed.Count > 0)
            now.Add(Part.Of(changed));
        while (now.Count > 1 && now[^2].Count < now[^1].Count * Larger)
            {
            var merged = Part.Merge(now[^2], now[^1]);
            now.RemoveRange(now.Count - 2, 2);
            now.Add(merged);
        }
        return new TextIndex([.. now]);
    }

    /// <summary>Calls for each part in turn: what is found in one is in no other.</summary>
    public IEnumerable<(Postings Postings, Bitmap Counts)> Parts => parts.Select(p => (p.Postings, p.Counts));

    private sealed record Part(Postings Postings, Bitmap Counts, int Count)
    {
        public static Part Of(IReadOnlyCollection<DocumentText> documents)
        {
            var builder = new Postings.Builder();
            var counts = new Bitmap(documents.Max(d => d.Number) + 1);
            foreach (var document in documents.OrderBy(d => d.Number))
            {
                counts.Set(document.Number);
                var place = 1;
                foreach (var (folded, weight) in document.Fields)
                {
                    foreach (var token in Tokens.OfText(folded, place))
                    {
                        builder.Add(token.Span, document.Number, token.Place, weight);
                        place = token.Place + 1;
                    }

                    // A gap, so that no phrase reaches from one field into the next.
                    place += 2;
                }
            }

            return new Part(builder.Build(), counts, documents.Count);
        }

        public static Part Merge(Part a, Part b) =>
            new(Postings.Merge([(a.Postings, a.Counts), (b.Postings, b.Counts)]), a.Counts.Or(b.Counts), a.Count + b.Count);

        public Part Without(HashSet<int> numbers)
        {
            var mine = numbers.Where(n => Counts[n]).ToList();
            if (mine.Count == 0)
                return this;
            var left = Counts.Copy(0);
            foreach (var number in mine)
                left.Clear(number);
            return this with { Counts = left, Count = Count - mine.Count };
        }
    }
}
