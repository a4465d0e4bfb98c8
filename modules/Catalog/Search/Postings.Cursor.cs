namespace Marketplace.Catalog.Search;

/// <content>Reading them.</content>
internal sealed partial class Postings
{
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
