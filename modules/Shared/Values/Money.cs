using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Shared;

/// <summary>An amount in whole Japanese yen. There are no fractions of a yen anywhere in the product; arithmetic that overflows throws.</summary>
/// <param name="Yen">Whole yen; negative only for differences (減額, a balance that would be missing).</param>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Yen) : IComparable<Money>
{
    public static Money Zero => default;

    public static Money operator +(Money a, Money b) => new(checked(a.Yen + b.Yen));
    public static Money operator -(Money a, Money b) => new(checked(a.Yen - b.Yen));
    public static Money operator *(Money a, long factor) => new(checked(a.Yen * factor));
    public static bool operator <(Money a, Money b) => a.Yen < b.Yen;
    public static bool operator >(Money a, Money b) => a.Yen > b.Yen;
    public static bool operator <=(Money a, Money b) => a.Yen <= b.Yen;
    public static bool operator >=(Money a, Money b) => a.Yen >= b.Yen;

    public int CompareTo(Money other) => Yen.CompareTo(other.Yen);

    /// <summary>"¥1,234,567"; a negative amount is "▲¥1,234", as Japanese budgets write it.</summary>
    public override string ToString() =>
        Yen < 0 ? $"▲¥{(-(decimal)Yen).ToString("#,0", CultureInfo.InvariantCulture)}" : $"¥{Yen.ToString("#,0", CultureInfo.InvariantCulture)}";

    /// <summary>Splits this amount in proportion to <paramref name="weights"/> into whole yen that add up to it exactly:
    /// every share is rounded down, and the yen left over go one each to the largest remainders (ties: the earlier place).</summary>
    /// <param name="weights">One weight per share, none negative, not all zero.</param>
    /// <exception cref="ArgumentException">No weight, a negative weight, or a sum of zero.</exception>
    public Money[] Split(IReadOnlyList<decimal> weights)
    {
        var sum = weights.Sum();
        if (weights.Count == 0 || sum <= 0 || weights.Any(w => w < 0))
            throw new ArgumentException("Weights must be non-negative and not all zero.", nameof(weights));

        var yen = Yen;
        var exact = weights.Select(w => yen * (w / sum)).ToArray();
        var shares = exact.Select(e => (long)Math.Floor(e)).ToArray();
        var left = Yen - shares.Sum();
        foreach (var place in Enumerable.Range(0, shares.Length).OrderByDescending(i => exact[i] - shares[i]).ThenBy(i => i).Take((int)Math.Max(0, left)))
            shares[place]++;
        // Division of decimals can be off by one in the last place; the largest weight then gives the yen back.
        shares[Enumerable.Range(0, shares.Length).MaxBy(i => weights[i])] += Yen - shares.Sum();
        return shares.Select(s => new Money(s)).ToArray();
    }
}

/// <summary>Sums amounts of money.</summary>
public static class MoneySums
{
    public static Money Sum(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (a, b) => a + b);

    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> amount) => items.Select(amount).Sum();
}

[SuppressMessage("Performance", "CA1812", Justification = "Created by the JSON serializer.")]
internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Yen);
}
