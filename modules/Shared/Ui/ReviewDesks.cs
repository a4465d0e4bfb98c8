using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Shared.Ui;

/// <summary>A queue in which the operator decides on what others brought (審査). The name is already in the request's language.</summary>
/// <param name="Place">Where it stands among the others, from the left.</param>
/// <param name="Url">Its page, without a query.</param>
/// <param name="Waiting">How many things wait in it.</param>
public sealed record ReviewDesk(int Place, string Name, string Url, long Waiting);

/// <summary>Each module tells which desks it has that the actor may open.</summary>
public interface IReviewDesks
{
    Task<IReadOnlyList<ReviewDesk>> For(Actor actor, CancellationToken cancel);
}

/// <summary>Tabs from one desk of the operator's review to the others: <c>&lt;m-review-desks /&gt;</c>. The page shown is the current one.</summary>
[HtmlTargetElement("m-review-desks", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ReviewDesksTagHelper : TabsTagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        var actor = http.RequestServices.GetRequiredService<CurrentActor>().Value;
        var desks = new List<ReviewDesk>();
        foreach (var module in http.RequestServices.GetServices<IReviewDesks>())
            desks.AddRange(await module.For(actor, http.RequestAborted));
        Label = T["審査の対象"];
        Tabs = [.. desks.OrderBy(d => d.Place).Select(d => new Tab(d.Name, d.Url, http.Request.Path.Equals(d.Url, StringComparison.OrdinalIgnoreCase), d.Waiting))];
        Process(context, output);
    }
}
