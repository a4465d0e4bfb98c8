using Marketplace.Shared;

namespace Marketplace.Host;

/// <summary>An address that is none (404), or not for that method (405) or content type (415). Answered before authorisation, which would refuse it (403, or send
/// a visitor to sign in) like a route that declares no act.</summary>
internal static class Misses
{
    public static Task Answer(HttpContext context, RequestDelegate next)
    {
        switch (context.GetEndpoint())
        {
            case null when ApiResult.IsApi(context.Request):
                return ApiResult.NotFound().ExecuteAsync(context);
            case null:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case not RouteEndpoint and { RequestDelegate: { } refuse }:
                return refuse(context);
            default:
                return next(context);
        }
    }
}
