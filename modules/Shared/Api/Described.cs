using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Shared;

/// <summary>How a JSON endpoint is declared: in one call its act, its place in the OpenAPI document and the problems it may answer.</summary>
public static class Described
{
    /// <param name="name">Operation id, in camelCase.</param>
    /// <param name="summary">What it does, in one English line.</param>
    /// <param name="refusals">Statuses of refusals beyond those that follow from the method and the act (401, 403; for a POST 400, 409, 422).</param>
    public static RouteHandlerBuilder Describe<TAnswer>(this RouteHandlerBuilder route, Act act, string name, string summary, params int[] refusals)
    {
        route.WithMetadata(new RequiresAttribute(act)).WithName(name).WithSummary(summary).Produces<TAnswer>();
        route.Finally(endpoint =>
        {
            var path = ((RouteEndpointBuilder)endpoint).RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            endpoint.Metadata.Add(new TagsAttribute(path[2]));
        });
        int[] open = PolicyTable.May(Role.Visitor, act) ? [] : [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden];
        foreach (var status in refusals.Concat(open).Distinct().Order())
            route.ProducesProblem(status);
        return route;
    }

    /// <summary>The same for a POST, which also answers what <see cref="Idempotency"/> refuses.</summary>
    public static RouteHandlerBuilder DescribePost<TAnswer>(this RouteHandlerBuilder route, Act act, string name, string summary, params int[] refusals) =>
        route.Describe<TAnswer>(act, name, summary, [.. refusals, StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity]);
}
