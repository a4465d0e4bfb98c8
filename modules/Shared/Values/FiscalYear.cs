using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Shared;

/// <summary>A fiscal year of a local government (会計年度): 1 April to 31 March, named by the year it begins in (地方自治法208条).</summary>
/// <param name="Year">Calendar year of its 1 April, e.g. 2026 for 令和8年度.</param>
[JsonConverter(typeof(FiscalYearJson))]
public readonly record struct FiscalYear(int Year) : IComparable<FiscalYear>
{
    /// <summary>The fiscal year that a day falls in.</summary>
    public static FiscalYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    public DateOnly FirstDay => new(Year, 4, 1);
    public DateOnly LastDay => new(Year + 1, 3, 31);

    /// <summary>出納閉鎖: last day on which the old year's cash may still move (地方自治法235条の5), for what was accepted by <see cref="LastDay"/>.</summary>
    public DateOnly BooksClose => new(Year + 1, 5, 31);

    public FiscalYear Next => new(Year + 1);

    /// <summary>Whether that day is in it; also for years whose first or last day no calendar here has (a hand-made 9999-12).</summary>
    public bool Contains(DateOnly day) => Of(day) == this;

    public int CompareTo(FiscalYear other) => Year.CompareTo(other.Year);

    /// <summary>"2026年度（令和8年度）".</summary>
    public override string ToString() => Year >= 2019 ? $"{Year}年度（令和{Year - 2018}年度）" : $"{Year}年度";
}

internal sealed class FiscalYearJson : JsonConverter<FiscalYear>
{
    public override FiscalYear Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, FiscalYear value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Year);
}
