using System.Globalization;
using System.Text.Json;

namespace Marketplace.Benchmarks;

/// <summary>One figure. <paramref name="Ratio"/> is value over baseline, the median of the interleaved rounds' ratios, with the smallest and largest of them.</summary>
internal sealed record Figure(string Name, double Value, string Unit, double? Baseline = null, double? Ratio = null, double? RatioMin = null, double? RatioMax = null);

internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static void Print(IReadOnlyList<Figure> figures, bool json)
    {
        if (json)
        {
            foreach (var figure in figures)
                Console.WriteLine(JsonSerializer.Serialize(figure, Json));
            return;
        }

        Console.WriteLine();
        Console.WriteLine($"{"name",-52}{"value",12}  {"unit",-10}{"baseline",12}{"ratio",8}  {"min-max",-12}");
        foreach (var f in figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{f.Name,-52}{f.Value,12:#,0.##}  {f.Unit,-10}{f.Baseline,12:#,0.##}{f.Ratio,8:0.00}  {(f.RatioMin is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{f.RatioMin:0.00}-{f.RatioMax:0.00}"))}"));
    }

    /// <summary>The median of the rounds on both sides and of their ratios, round by round.</summary>
    public static Figure Compare(string name, string unit, IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        var ratios = ours.Zip(theirs, (a, b) => a / b).Order().ToList();
        return new Figure(name, Median(ours), unit, Median(theirs), Median(ratios), ratios[0], ratios[^1]);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
