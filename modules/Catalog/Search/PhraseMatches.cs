namespace Marketplace.Catalog.Search;

/// <summary>Documents in ascending order, and what their matches are worth.</summary>
internal sealed class PhraseMatches
{
    private int[] documents = new int[64];
    private float[] worth = new float[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Documents => documents.AsSpan(0, Count);

    public ReadOnlySpan<float> Worth => worth.AsSpan(0, Count);

    public static PhraseMatches Of(Bitmap all)
    {
        var matches = new PhraseMatches();
        foreach (var number in all.ToArray())
            matches.Add(number, 0);
        return matches;
    }

    public void Add(int document, float value)
    {
        if (Count == documents.Length)
        {
            Array.Resize(ref documents, Count * 2);
            Array.Resize(ref worth, Count * 2);
        }

        (documents[Count], worth[Count++]) = (document, value);
    }

    /// <summary>What is in both, worth the sum.</summary>
    public static PhraseMatches Both(PhraseMatches a, PhraseMatches b)
    {
        var both = new PhraseMatches();
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            if (a.documents[i] < b.documents[j])
                i++;
            else if (a.documents[i] > b.documents[j])
                j++;
            else
                both.Add(a.documents[i], a.worth[i++] + b.worth[j++]);
        }

        return both;
    }

    /// <summary>What is in one of them, worth the better.</summary>
    public static PhraseMatches Either(PhraseMatches a, PhraseMatches b)
    {
        var either = new PhraseMatches();
        int i = 0, j = 0;
        while (i < a.Count || j < b.Count)
        {
            if (j == b.Count || (i < a.Count && a.documents[i] < b.documents[j]))
                either.Add(a.documents[i], a.worth[i++]);
            else if (i == a.Count || a.documents[i] > b.documents[j])
                either.Add(b.documents[j], b.worth[j++]);
            else
                either.Add(a.documents[i], Math.Max(a.worth[i++], b.worth[j++]));
        }

        return either;
    }

    public PhraseMatches Without(PhraseMatches other)
    {
        var left = new PhraseMatches();
        for (int i = 0, j = 0; i < Count; i++)
        {
            while (j < other.Count && other.documents[j] < documents[i])
                j++;
            if (j == other.Count || other.documents[j] != documents[i])
                left.Add(documents[i], worth[i]);
        }

        return left;
    }

    /// <summary>As scores: at most <paramref name="most"/>, half of it for matches worth <paramref name="half"/>.</summary>
    public PhraseMatches Scored(float most, float half)
    {
        var scored = new PhraseMatches { documents = documents, worth = new float[worth.Length], Count = Count };
        for (var i = 0; i < Count; i++)
            scored.worth[i] = most * worth[i] / (worth[i] + half);
        return scored;
    }
}
