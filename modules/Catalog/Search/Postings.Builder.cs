namespace Marketplace.Catalog.Search;

/// <content>Making them.</content>
internal sealed partial class Postings
{
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
}
