using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Shared;

/// <summary>Machines get Problem Details also where no endpoint answered: an unreadable body, an unknown address, a fault of ours. People get pages for the same.</summary>
public sealed class ApiFaults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The middleware has already set the path to the error page's.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>() is not { Path: { } asked } || !ApiResult.IsApi(asked))
            return false;
        var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        await Of(status).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Gives an empty error answer under /api its body. Stands inside the status pages, which then leave it alone.</summary>
    public static async Task FillIn(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var response = context.Response;
        if (ApiResult.IsApi(context.Request) && response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType))
            await Of(response.StatusCode).ExecuteAsync(context);
    }

    private static IResult Of(int status) => ApiResult.Refused(status, status switch
    {
        StatusCodes.Status400BadRequest => Refusal.Conflict("unreadable", "要求のJSONを読み取れません。形式、項目の型、日付（2026-11-20の形）を確認してください。"),
        StatusCodes.Status404NotFound => Refusal.NotFound(),
        StatusCodes.Status405MethodNotAllowed => Refusal.Conflict("method-not-allowed", "このアドレスでは、その操作を受け付けていません。"),
        StatusCodes.Status413PayloadTooLarge => Refusal.Conflict("too-large", "送られた内容が大きすぎます。分けて送ってください。"),
        StatusCodes.Status415UnsupportedMediaType => Refusal.Conflict("media-type", "Content-Typeを確認してください。"),
        StatusCodes.Status429TooManyRequests => Refusal.Conflict("too-many-requests", "短い時間に多くの要求がありました。Retry-Afterの秒数だけ待ってから、もう一度送ってください。"),
        >= 500 => Refusal.Conflict("fault", "こちらの不具合で、操作を終えられませんでした。同じIdempotency-Keyでもう一度送ってください。"),
        _ => Refusal.Conflict("refused", "この要求は受け付けられませんでした。"),
    });
}

/// <summary>Puts what the JSON endpoints share into the request's way.</summary>
public static class ApiPipeline
{
    public static IApplicationBuilder UseApiFaults(this IApplicationBuilder app) => app.Use(ApiFaults.FillIn);

    /// <summary>Repeats of POST requests under /api are answered as the first time. After authorisation, so that only those who may do the act leave a trace.</summary>
    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) => app.UseMiddleware<Idempotency>();
}
