using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Shared.Ui;

/// <summary>Pages of a list: <c>&lt;m-pager page="Model.P" pages="Model.Pages" /&gt;</c>. Keeps the present query and changes "p"
/// (never "page": Razor Pages keeps that route value for itself), unless <c>url="/x?p={0}"</c> is given. Nothing when there is one page.</summary>
[HtmlTargetElement("m-pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : UiTagHelper
{
    /// <summary>The page shown, from 1.</summary>
    public int Page { get; set; } = 1;
    public int Pages { get; set; } = 1;

    /// <summary>Address with {0} for the page number.</summary>
    public string? Url { get; set; }

    /// <summary>Id of the place on the page where the list begins, when it is not at the top.</summary>
    public string? Fragment { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages <= 1)
        {
            output.SuppressOutput();
            return;
        }

        var numbers = Enumerable.Range(1, Pages).Where(n => n == 1 || n == Pages || Math.Abs(n - Page) <= 2).ToArray();
        var items = new List<IHtmlContent>();
        if (Page > 1)
            items.Add(Html.Tag("li", "m-pager-step", Link(Page - 1, Icon.Of("back"), T["前へ"]).With("rel", "prev")));
        foreach (var (number, before) in numbers.Zip(numbers.Prepend(0)))
        {
            if (number - before > 1 && before > 0)
                items.Add(Html.Tag("li", "m-pager-gap", "…").With("aria-hidden", "true"));
            items.Add(Html.Tag("li", number == Page ? null : "m-pager-number", number == Page
                ? Html.Tag("span", null, number).With("aria-current", "page").With("aria-label", T["{0}ページ（表示中）", number])
                : Link(number, number).With("aria-label", T["{0}ページ", number])));
        }

        if (Page < Pages)
            items.Add(Html.Tag("li", "m-pager-step", Link(Page + 1, T["次へ"], Icon.Of("next")).With("rel", "next")));
        Become(output, Html.Tag("nav", "m-pager",
            Html.Tag("ul", null, items)).With("aria-label", T["ページ送り（全{0}ページ）", Pages]));
    }

    private TagBuilder Link(int number, params object[] content) => Html.Tag("a", null, content).With("href", Address(number));

    private string Address(int number)
    {
        if (Url is not null)
            return string.Format(CultureInfo.InvariantCulture, Url, number);
        var request = ViewContext.HttpContext.Request;
        var query = new QueryBuilder(request.Query.Where(q => !string.Equals(q.Key, "p", StringComparison.OrdinalIgnoreCase)));
        query.Add("p", number.ToString(CultureInfo.InvariantCulture));
        return request.PathBase.Add(request.Path).ToUriComponent() + query + (Fragment is null ? "" : "#" + Fragment);
    }
}
