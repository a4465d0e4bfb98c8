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
internal sealed class Postings
{
    public static readonly Postings Empty = new([], [0], [], [0], []);

    /// <summary>A jump costs as much memory as the places of two documents, and after it at most so many documents are passed over one by one.</summary>
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

    /// <summary>Gathers documents, which come in ascending order of their numbers.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, Growing> growing = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Growing>.AlternateLookup<ReadOnlySpan<char>> bySpan;

        public Builder() => bySpan = growing.GetAlternateLookup<ReadOnlySpan<char>>();

        /// <summary>A token's place in a document; places of one document ascend.</summary>
        public void Add(ReadOnlySpan<char> token, int document, int place, FieldWeight weight)
        {
            if (!bySpan.TryGetValue(token, out var list))
                growing[token.ToString()] = list = new Growing();
            list.Add(document, place, weight);
        }

        /// <summary>All of a token's places in a document.</summary>
        public void Add(string token, int document, in PlaceList places)
        {
            if (!growing.TryGetValue(token, out var list))
                growing[token] = list = new Growing();
            for (var i = 0; i < places.Count; i++)
                list.Add(document, places.Place(i), places.Weight(i));
        }

        public Postings Build()
        {
            var tokens = growing.Keys.ToArray();
            Array.Sort(tokens, StringComparer.Ordinal);
            var starts = new int[tokens.Length + 1];
            for (var i = 0; i < tokens.Length; i++)
                starts[i + 1] = starts[i] + growing[tokens[i]].Length;
            var places = new byte[starts[^1]];
            var jumpStarts = new int[tokens.Length + 1];
            var jumps = new List<Jump>();
            for (var i = 0; i < tokens.Length; i++)
            {
                var list = growing[tokens[i]];
                list.CopyTo(places, starts[i]);
                foreach (var jump in list.Jumps)
                    jumps.Add(jump with { At = starts[i] + jump.At });
                jumpStarts[i + 1] = jumps.Count;
            }

            return new Postings(tokens, starts, places, jumpStarts, [.. jumps]);
        }

        private sealed class Growing
        {
            private byte[] bytes = new byte[8];
            private int document = -1, place, documents;
            private List<Jump>? jumps;

            public int Length { get; private set; }

            /// <summary>Counted from the beginning of this list.</summary>
            public IReadOnlyList<Jump> Jumps => jumps ?? (IReadOnlyList<Jump>)[];

            public void Add(int inDocument, int at, FieldWeight weight)
            {
                var begins = inDocument != document;
                if (begins && documents++ % Stride == 0 && documents > 1)
                    (jumps ??= []).Add(new Jump(document, Length));
                if (Length + 10 > bytes.Length)
                    Array.Resize(ref bytes, bytes.Length * 2 + 8);
                Write((uint)(((at - (begins ? 0 : place)) << 3) | ((int)weight << 1) | (begins ? 1 : 0)));
                if (begins)
                    Write((uint)(inDocument - document));
                (document, place) = (inDocument, at);
            }

            public void CopyTo(byte[] all, int start) => bytes.AsSpan(0, Length).CopyTo(all.AsSpan(start));

            private void Write(uint number)
            {
                for (; number >= 0x80; number >>= 7)
                    bytes[Length++] = (byte)(number | 0x80);
                bytes[Length++] = (byte)number;
            }
        }
    }

    /// <summary>Goes through one token's documents in order.</summary>
    internal struct Cursor(byte[] places, int start, int end, Jump[] jumps, int firstJump, int endJump)
    {
        private readonly int length = end - start;
        private readonly int end = end;
        private readonly int endJump = endJump;
        private int nextJump = firstJump;
        private int next = start;
        private uint pending;
        private bool hasPending;

        /// <summary>The document it stands on; -1 before the first <see cref="Advance"/>.</summary>
        public int Document { get; private set; } = -1;

        /// <summary>How much there is to go through; the rarest token is the shortest.</summary>
        public readonly int Length => length;

        /// <summary>To the next document, its places (place and weight) into <paramref name="into"/>. False: there is none.</summary>
        public bool Advance(ref PlaceList into)
        {
            if (!Begin())
                return false;
            Take(ref into);
            return true;
        }

        /// <summary>To the first document that is not before this one; the places of those before are passed over.</summary>
        public bool AdvanceTo(int document, ref PlaceList into)
        {
            JumpBefore(document);
            while (Begin())
            {
                if (Document >= document)
                {
                    Take(ref into);
                    return true;
                }

                Pass();
            }

            return false;
        }

        /// <summary>To the last jump that leads before that document, if it is ahead.</summary>
        private void JumpBefore(int document)
        {
            var jump = -1;
            for (; nextJump < endJump && jumps[nextJump].Before < document; nextJump++)
                jump = nextJump;
            if (jump < 0 || jumps[jump].At <= next)
                return;
            (Document, next, hasPending) = (jumps[jump].Before, jumps[jump].At, false);
        }

        /// <summary>To the next document's first place, which is then <see cref="pending"/>.</summary>
        private bool Begin()
        {
            if (!hasPending)
            {
                if (next >= end)
                    return false;
                pending = Read();
            }

            hasPending = false;
            Document += (int)Read();
            return true;
        }

        private void Take(ref PlaceList into)
        {
            into.Clear();
            var at = (int)(pending >> 3);
            into.Add(at, (FieldWeight)((pending >> 1) & 3));
            while (next < end)
            {
                var place = Read();
                if ((place & 1) != 0)
                {
                    (pending, hasPending) = (place, true);
                    return;
                }

                at += (int)(place >> 3);
                into.Add(at, (FieldWeight)((place >> 1) & 3));
            }
        }

        /// <summary>Over the document's further places. Only a number's first byte says whether a new document begins, so most are not put together.</summary>
        private void Pass()
        {
            while (next < end)
            {
                if ((places[next] & 1) != 0)
                {
                    (pending, hasPending) = (Read(), true);
                    return;
                }

                while (places[next++] >= 0x80)
                {
                }
            }
        }

        private uint Read()
        {
            uint number = places[next++];
            if (number < 0x80)
                return number;
            number &= 0x7F;
            for (var shift = 7; ; shift += 7)
            {
                uint more = places[next++];
                number |= (more & 0x7F) << shift;
                if (more < 0x80)
                    return number;
            }
        }
    }

    /// <summary>Places of one token in one document.</summary>
    internal struct PlaceList
    {
        private int[] packed;

        public PlaceList() => packed = new int[16];

        public int Count { get; private set; }

        public readonly int Place(int i) => packed[i] >> 2;

        public readonly FieldWeight Weight(int i) => (FieldWeight)(packed[i] & 3);

        /// <summary>Whether one of them is this.</summary>
        public readonly bool Has(int place)
        {
            for (var i = 0; i < Count; i++)
            {
                if (packed[i] >> 2 >= place)
                    return packed[i] >> 2 == place;
            }

            return false;
        }

        public void Clear() => Count = 0;

        public void Add(int place, FieldWeight weight)
        {
            if (Count == packed.Length)
                Array.Resize(ref packed, Count * 2);
            packed[Count++] = (place << 2) | (int)weight;
        }
    }
}
