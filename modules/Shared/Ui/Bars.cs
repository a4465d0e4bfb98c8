using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>One bar: its stacked parts in the order of the series.</summary>
/// <param name="Of">What the parts are measured against (allotted budget, capacity), drawn as a frame behind them; null when there is none.</param>
public sealed record Bar(string Label, IReadOnlyList<long> Values, long? Of = null);

/// <summary>Stacked bars over one scale with a table twin:
/// <c>&lt;m-bars title="予算の使われ方" desc="…" series="@(new[]{"支払済","検収済"})" bars="Model.Bars" money="true" export="/budget.csv" /&gt;</c>. At most six series.</summary>
[HtmlTargetElement("m-bars", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BarsTagHelper : UiTagHelper
{
    public string Title { get; set; } = "";
    public string Desc { get; set; } = "";
    public IReadOnlyList<string> Series { get; set; } = [];
    public IReadOnlyList<Bar> Bars { get; set; } = [];

    /// <summary>Values are yen.</summary>
    public bool Money { get; set; }

    /// <summary>Name of <see cref="Bar.Of"/>, e.g. "配当額".</summary>
    public string? OfLabel { get; set; }

    /// <summary>Address that gives the same figures as a file.</summary>
    public string? Export { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var scale = Math.Max(1, Bars.Select(b => Math.Max(b.Of ?? 0, b.Values.Sum())).DefaultIfEmpty(1).Max());
        Become(output, Html.Tag("figure", "m-bars",
            Html.Tag("figcaption", null, Html.Tag("strong", null, Title), Html.Tag("p", "m-hint", Desc)),
            Html.Tag("ul", "m-bars-legend", Series.Select((name, i) => Html.Tag("li", null, Svg("m-bars-key", Rect(i, 0, 100)).With("aria-hidden", "true"), name))),
            Html.Tag("div", "m-bars-rows", Bars.Select(bar => Row(bar, scale))),
            Html.Tag("details", "m-details", Html.Tag("summary", null, Icon.Of("next"), Html.Tag("span", null, T["数値を表で見る"])), Html.Tag("div", "m-details-body", Table())),
            Export is null ? null : Html.Tag("p", null, Html.Tag("a", null, T["数値を保存する（CSV）"]).With("href", Export))));
    }

    private TagBuilder Row(Bar bar, long scale)
    {
        var parts = new List<IHtmlContent>();
        if (bar.Of is { } of)
            parts.Add(Html.Tag("rect", "m-bar-of").With("x", "0").With("y", "0.5").With("height", "27").With("width", Share(of, scale)));
        var from = 0L;
        for (var i = 0; i < bar.Values.Count; i++)
        {
            if (bar.Values[i] > 0)
                parts.Add(Rect(i, 100m * from / scale, 100m * bar.Values[i] / scale));
            from += bar.Values[i];
        }

        var words = string.Join(Texts.IsEnglish ? ", " : "、", Series.Zip(bar.Values, (name, value) => $"{name} {Figure(value)}"));
        return Html.Tag("div", "m-bars-row",
            Html.Tag("span", "m-bars-label", bar.Label).With("aria-hidden", "true"),
            Svg("m-bar", [Html.Tag("title", null, $"{bar.Label}{T["："]}{words}"), .. parts]).With("role", "img"),
            Html.Tag("span", "m-bars-value num", Figure(bar.Values.Sum()), bar.Of is { } whole ? Html.Tag("small", null, " / " + Figure(whole)) : null).With("aria-hidden", "true"));
    }

    private static TagBuilder Svg(string css, params IHtmlContent[] content) => Html.Tag("svg", css, content.AsEnumerable()).With("focusable", "false");

    private static TagBuilder Rect(int series, decimal x, decimal width) =>
        Html.Tag("rect", string.Create(CultureInfo.InvariantCulture, $"m-bar-{series % 6 + 1}")).With("x", Percent(x)).With("y", "4").With("width", Percent(width)).With("height", "20");

    private static string Share(long part, long whole) => Percent(100m * part / whole);

    private static string Percent(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.###}%");

    private string Figure(long value) => Money ? new Money(value).ToString() : value.ToString("#,0", CultureInfo.InvariantCulture);

    private TagBuilder Table()
    {
        var ofs = Bars.Any(b => b.Of is not null);
        IEnumerable<TagBuilder> Cells(Bar bar) => bar.Values.Append(bar.Values.Sum()).Concat(ofs ? [bar.Of ?? 0] : Array.Empty<long>()).Select(v => Html.Tag("td", "num", Figure(v)));
        string[] heads = [.. Series, T["計"], .. ofs ? [OfLabel ?? T["枠"]] : Array.Empty<string>()];
        return Html.Tag("div", "m-table-region", Html.Tag("table", "m-table",
                Html.Tag("caption", "m-unseen", Title),
                Html.Tag("thead", null, Html.Tag("tr", null, Html.Tag("th", null, T["項目"]).With("scope", "col"), heads.Select(h => Html.Tag("th", "num", h).With("scope", "col")))),
                Html.Tag("tbody", null, Bars.Select(bar => Html.Tag("tr", null, Html.Tag("th", null, bar.Label).With("scope", "row"), Cells(bar))))))
            .With("role", "region").With("tabindex", "0").With("aria-label", Title);
    }
}
