using System.Numerics;

namespace Marketplace.Catalog.Search;

/// <summary>A set of document numbers, one bit each. Not changed any more once a <see cref="Columns"/> shows it.</summary>
internal sealed class Bitmap
{
    private readonly ulong[] words;

    private Bitmap(ulong[] words) => this.words = words;

    public Bitmap(int size)
        : this(new ulong[(size + 63) / 64])
    {
    }

    /// <summary>Numbers below this may be in it.</summary>
    public int Size => words.Length * 64;

    public bool this[int number] => number >> 6 < words.Length && (words[number >> 6] & (1UL << (number & 63))) != 0;

    public void Set(int number) => words[number >> 6] |= 1UL << (number & 63);

    public void Clear(int number) => words[number >> 6] &= ~(1UL << (number & 63));

    public Bitmap Copy(int size)
    {
        var copy = new ulong[Math.Max((size + 63) / 64, words.Length)];
        words.CopyTo(copy, 0);
        return new Bitmap(copy);
    }

    public Bitmap And(Bitmap other)
    {
        var result = new ulong[Math.Min(words.Length, other.words.Length)];
        for (var i = 0; i < result.Length; i++)
            result[i] = words[i] & other.words[i];
        return new Bitmap(result);
    }

    public Bitmap AndNot(Bitmap other)
    {
        var result = (ulong[])words.Clone();
        for (var i = 0; i < Math.Min(result.Length, other.words.Length); i++)
            result[i] &= ~other.words[i];
        return new Bitmap(result);
    }

    public Bitmap Or(Bitmap other)
    {
        var (longer, shorter) = words.Length >= other.words.Length ? (words, other.words) : (other.words, words);
        var result = (ulong[])longer.Clone();
        for (var i = 0; i < shorter.Length; i++)
            result[i] |= shorter[i];
        return new Bitmap(result);
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>How many numbers are in both.</summary>
    public int CountAnd(Bitmap other)
    {
        var count = 0;
        for (var i = 0; i < Math.Min(words.Length, other.words.Length); i++)
            count += BitOperations.PopCount(words[i] & other.words[i]);
        return count;
    }

    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
                yield return (i << 6) + BitOperations.TrailingZeroCount(word);
        }
    }

    public int[] ToArray()
    {
        var numbers = new int[Count()];
        var next = 0;
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
                numbers[next++] = (i << 6) + BitOperations.TrailingZeroCount(word);
        }

        return numbers;
    }
}
