using System.Collections.Concurrent;

namespace Marketplace.Catalog.Browse;

/// <summary>What was made of texts shown lately, as the same few listings are looked at again and again. Forgets all when it holds too many.</summary>
/// <param name="most">Texts.</param>
internal sealed class RecentTexts<TMade>(int most, Func<string, TMade> make)
{
    private readonly ConcurrentDictionary<string, TMade> known = new(StringComparer.Ordinal);

    public TMade Of(string text)
    {
        if (known.TryGetValue(text, out var made))
            return made;
        if (known.Count >= most)
            known.Clear();
        return known[text] = make(text);
    }
}
