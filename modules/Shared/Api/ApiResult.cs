using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Shared;

/// <summary>The one place where a <see cref="Result"/> becomes an answer to a machine: JSON, or Problem Details (RFC 9457) with the refusals'
/// stable codes, the message in the request's language and the field of the body each is about.</summary>
public static class ApiResult
{
    /// <summary>200 with what <paramref name="ok"/> makes of the value, or the refusal.</summary>
    public static IResult Of<TValue>(Result<TValue> result, Func<TValue, object> ok) => result.Ok ? Results.Ok(ok(result.Value)) : Refused(result.Refusals);

    /// <summary>200 with what <paramref name="ok"/> reads after the act, or the refusal.</summary>
    public static async Task<IResult> Of(Result result, Func<Task<IResult>> ok) => result.Ok ? await ok() : Refused(result.Refusals);

    /// <summary>The thing as JSON; 404 where there is none, or it is somebody else's.</summary>
    public static IResult Found(object? thing) => thing is null ? NotFound() : Results.Ok(thing);

    public static IResult NotFound() => Refused([Refusal.NotFound()]);

    public static IResult Refused(IReadOnlyList<Refusal> refusals) => new Problem(StatusOf(refusals[0].Kind), refusals);

    /// <summary>A refusal that HTTP has a status of its own for, such as a missing token.</summary>
    public static IResult Refused(int status, Refusal refusal) => new Problem(status, [refusal]);

    public static bool IsApi(HttpRequest request) => IsApi(request.Path);

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Titles say what kind of problem it is and are the same each time; the detail says what is wrong this time.</summary>
    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "要求を読み取れません。",
        StatusCodes.Status401Unauthorized => "認証が必要です。",
        StatusCodes.Status403Forbidden => "許可されていません。",
        StatusCodes.Status404NotFound => "見つかりません。",
        StatusCodes.Status409Conflict => "いまの状態ではできません。",
        StatusCodes.Status412PreconditionFailed => "ほかの人が先に変更しました。",
        StatusCodes.Status422UnprocessableEntity => "内容に誤りがあります。",
        StatusCodes.Status429TooManyRequests => "要求が多すぎます。",
        >= 500 => "こちらの不具合です。",
        _ => "受け付けられません。",
    };

    private sealed class Problem(int status, IReadOnlyList<Refusal> refusals) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var texts = httpContext.RequestServices.GetRequiredService<Texts>();
            var errors = refusals.Where(r => r.Field is not null).Select(r => new { Field = FieldOf(r.Field!), r.Code, Detail = texts[r] }).ToArray();
            var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusals[0].Code };
            if (errors.Length > 0)
                extensions["errors"] = errors;
            return Results.Problem(texts[refusals[0]], statusCode: status, title: texts[TitleOf(status)], type: $"urn:marketplace:problem:{refusals[0].Code}", extensions: extensions)
                .ExecuteAsync(httpContext);
        }

        /// <summary>The page's "Input.Lines[0].Quantity" is the body's "lines[0].quantity".</summary>
        private static string FieldOf(string field) => !field.StartsWith("Input.", StringComparison.Ordinal) ? field
            : string.Join('.', field.Split('.').Skip(1).Select(part => char.ToLowerInvariant(part[0]) + part[1..]));
    }
}
