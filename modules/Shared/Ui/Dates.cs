using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Days and times as offices write them, in the request's language; for texts such as page titles and messages.</summary>
public static class Dates
{
    private static readonly (DateOnly From, string Name)[] Eras = [(new(2019, 5, 1), "令和"), (new(1989, 1, 8), "平成"), (new(1926, 12, 25), "昭和")];

    /// <summary>"2026年11月21日（令和8年）"; English "21 Nov 2026".</summary>
    public static string Text(DateOnly day) => Texts.IsEnglish
        ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
        : day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) + (Era(day) is { } era ? $"（{era}）" : "");

    /// <summary>Day and time in Japan: "2026年11月21日（令和8年）17:00"; English "21 Nov 2026, 17:00 JST".</summary>
    public static string Text(DateTimeOffset instant) => Text(instant.JapanDay()) + (Texts.IsEnglish ? ", " : "") + Time(instant);

    /// <summary>Without year and era, for titles and tight cells: "2月28日"; English "28 Feb".</summary>
    public static string Short(DateOnly day) => day.ToString(Texts.IsEnglish ? "d MMM" : "M月d日", CultureInfo.InvariantCulture);

    /// <summary>"17:00"; English "17:00 JST".</summary>
    public static string Time(DateTimeOffset instant) => instant.ToJapan().ToString("HH:mm", CultureInfo.InvariantCulture) + (Texts.IsEnglish ? " JST" : "");

    /// <summary>"令和8年", "令和元年"; null before Shōwa.</summary>
    internal static string? Era(DateOnly day)
    {
        var era = Eras.FirstOrDefault(e => day >= e.From);
        if (era.Name is null)
            return null;
        var year = day.Year - era.From.Year + 1;
        return year == 1 ? era.Name + "元年" : string.Create(CultureInfo.InvariantCulture, $"{era.Name}{year}年");
    }
}

/// <summary>A day or an instant: <c>&lt;m-date value="@Model.Due" /&gt;</c> with DateOnly or DateTimeOffset (shown in Japan's time); null shows "—".
/// <c>short="true"</c> leaves out year and era, <c>day-only="true"</c> the time.</summary>
[HtmlTargetElement("m-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper : UiTagHelper
{
    public object? Value { get; set; }
    public bool Short { get; set; }
    public bool DayOnly { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is null)
        {
            Replace(output, Html.Tag("span", null, Html.Tag("span", null, "—").With("aria-hidden", "true"), Html.Unseen(T["なし"])));
            return;
        }

        Become(output, Value switch
        {
            DateOnly day => Day(day),
            DateTimeOffset instant when DayOnly => Day(instant.JapanDay()),
            DateTimeOffset instant => Of(instant, Short),
            _ => throw new InvalidOperationException($"m-date shows DateOnly or DateTimeOffset, not {Value.GetType().Name}."),
        });
    }

    internal static TagBuilder Of(DateOnly day) => Html.Tag("time", "m-date", Dates.Text(day)).With("datetime", FormDay(day));

    internal static TagBuilder Of(DateTimeOffset instant, bool isShort = false) =>
        Html.Tag("time", "m-date", isShort ? $"{Dates.Short(instant.JapanDay())} {Dates.Time(instant)}" : Dates.Text(instant))
            .With("datetime", instant.ToJapan().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

    private static string FormDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private TagBuilder Day(DateOnly day) => Short ? Html.Tag("time", "m-date", Dates.Short(day)).With("datetime", FormDay(day)) : Of(day);
}
