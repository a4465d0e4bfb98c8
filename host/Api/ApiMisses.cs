using Marketplace.Shared;

namespace Marketplace.Host;

/// <summary>An address under /api that is none (404), or not for that method (405) or content type (415). Answered before authorisation, which would
/// refuse it (403) like a route that declares no act.</summary>
internal static class ApiMisses
{
    public static Task Answer(HttpContext context, RequestDelegate next) => (ApiResult.IsApi(context.Request), context.GetEndpoint()) switch
    {
        (true, null) => ApiResult.NotFound().ExecuteAsync(context),
        (true, not RouteEndpoint and { RequestDelegate: { } refuse }) => refuse(context),
        _ => next(context),
    };
}
