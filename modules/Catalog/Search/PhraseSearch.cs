namespace Marketplace.Catalog.Search;

/// <summary>Finds the documents of one part of the index in which tokens stand in their order, and sums up what the places are worth.</summary>
internal static class PhraseSearch
{
    /// <summary>What a match in a field of weight D, C, B, A counts.</summary>
    private static readonly float[] Worth = [0.05f, 0.15f, 0.4f, 1f];

    public static PhraseMatches In(Postings postings, Bitmap counts, IReadOnlyList<Token> phrase) =>
        phrase.Count == 1 ? One(postings, counts, phrase[0])
        : phrase.Any(t => t.Prefix) ? Several(counts, [.. phrase.Select(t => Gathered(postings, t))], phrase)
        : InOrder(postings, counts, phrase);

    private static PhraseMatches One(Postings postings, Bitmap counts, Token token)
    {
        if (token.Prefix)
            return Several(counts, [Gathered(postings, token)], [token]);
        var found = new PhraseMatches();
        var places = new Postings.PlaceList();
        for (var cursor = postings.Of(token.Text); cursor.Advance(ref places);)
        {
            if (counts[cursor.Document])
                found.Add(cursor.Document, Sum(places));
        }

        return found;
    }

    private static PhraseMatches InOrder(Postings postings, Bitmap counts, IReadOnlyList<Token> phrase)
    {
        // The rarest token leads; the others only follow to its documents.
        var order = phrase.Select(t => (Cursor: postings.Of(t.Text), t.Place)).OrderBy(t => t.Cursor.Length).ToArray();
        var cursors = Array.ConvertAll(order, o => o.Cursor);
        var distances = Array.ConvertAll(order, o => o.Place - order[0].Place);
        var places = Array.ConvertAll(order, _ => new Postings.PlaceList());
        var found = new PhraseMatches();
        while (cursors[0].Advance(ref places[0]))
        {
            var document = cursors[0].Document;
            if (!counts[document])
                continue;
            var together = true;
            for (var i = 1; i < cursors.Length && together; i++)
            {
                if (cursors[i].Document < document && !cursors[i].AdvanceTo(document, ref places[i]))
                    return found;
                together = cursors[i].Document == document;
            }

            if (together && Sum(places, distances) is > 0 and var worth)
                found.Add(document, worth);
        }

        return found;
    }

    private static float Sum(in Postings.PlaceList places)
    {
        var sum = 0f;
        for (var i = 0; i < places.Count; i++)
            sum += Worth[(int)places.Weight(i)];
        return sum;
    }

    private static float Sum(Postings.PlaceList[] places, int[] distances)
    {
        var sum = 0f;
        for (var i = 0; i < places[0].Count; i++)
        {
            var at = places[0].Place(i);
            var all = true;
            for (var other = 1; other < places.Length && all; other++)
                all = places[other].Has(at + distances[other]);
            if (all)
                sum += Worth[(int)places[0].Weight(i)];
        }

        return sum;
    }

    /// <summary>A single character, perhaps within a phrase: every token that begins with it, gathered by document.</summary>
    private static SortedDictionary<int, Dictionary<int, FieldWeight>> Gathered(Postings postings, Token token)
    {
        var gathered = new SortedDictionary<int, Dictionary<int, FieldWeight>>();
        var places = new Postings.PlaceList();
        foreach (var start in token.Prefix ? postings.Beginning(token.Text) : [postings.Of(token.Text)])
        {
            for (var cursor = start; cursor.Advance(ref places);)
            {
                if (!gathered.TryGetValue(cursor.Document, out var there))
                    gathered[cursor.Document] = there = [];
                for (var i = 0; i < places.Count; i++)
                    there[places.Place(i)] = places.Weight(i);
            }
        }

        return gathered;
    }

    private static PhraseMatches Several(Bitmap counts, SortedDictionary<int, Dictionary<int, FieldWeight>>[] tokens, IReadOnlyList<Token> phrase)
    {
        var found = new PhraseMatches();
        foreach (var (document, places) in tokens[0])
        {
            if (!counts[document])
                continue;
            var worth = 0f;
            foreach (var (place, weight) in places)
            {
                if (Enumerable.Range(1, tokens.Length - 1).All(i => tokens[i].TryGetValue(document, out var there) && there.ContainsKey(place + phrase[i].Place - phrase[0].Place)))
                    worth += Worth[(int)weight];
            }

            if (worth > 0)
                found.Add(document, worth);
        }

        return found;
    }
}
