using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Shared.Ui;

/// <summary>Base of all components: the product's words and ids that are unique on the page.</summary>
public abstract class UiTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    protected Texts T => ViewContext.HttpContext.RequestServices.GetRequiredService<Texts>();

    /// <summary>A fresh id such as "m-table-3".</summary>
    protected string NewId(string kind)
    {
        var items = ViewContext.HttpContext.Items;
        var next = items["ui-id"] is int last ? last + 1 : 1;
        items["ui-id"] = next;
        return string.Create(CultureInfo.InvariantCulture, $"m-{kind}-{next}");
    }

    /// <summary>Puts the component's markup in place of its tag; the author's class and other attributes go onto <paramref name="root"/>.</summary>
    protected static void Become(TagHelperOutput output, TagBuilder root)
    {
        foreach (var attribute in output.Attributes)
        {
            if (string.Equals(attribute.Name, "class", StringComparison.OrdinalIgnoreCase))
                root.AddCssClass(Text(attribute.Value));
            else
                root.With(attribute.Name, Text(attribute.Value));
        }

        Replace(output, root);
    }

    protected static void Replace(TagHelperOutput output, IHtmlContent content)
    {
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(content);
    }

    /// <summary>An attribute's value as plain text (it arrives encoded when it was written with an expression).</summary>
    protected static string Text(object? value)
    {
        if (value is not IHtmlContent html)
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        html.WriteTo(writer, NullHtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }

    /// <summary>Refuses a word that a component does not know, so that a typing mistake shows at once.</summary>
    protected static string OneOf(string value, params string[] known) =>
        known.Contains(value, StringComparer.Ordinal) ? value : throw new InvalidOperationException($"\"{value}\" is none of {string.Join(", ", known)}.");
}
