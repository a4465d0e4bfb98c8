using Marketplace.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Accounts;

/// <summary>What machines are told instead of a redirect to a page: Problem Details (RFC 9457).</summary>
internal static class ApiAnswers
{
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static Task SignInRequired(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"marketplace\"";
        return Problem(context, StatusCodes.Status401Unauthorized, "token-required", "有効なAPIトークンが必要です。「Authorization: Bearer トークン」を付けて呼び出してください。");
    }

    public static Task Forbidden(HttpContext context) =>
        Problem(context, StatusCodes.Status403Forbidden, "forbidden", "このトークンまたは役割では、この操作はできません。");

    private static Task Problem(HttpContext context, int status, string code, string text) => Results.Problem(
        statusCode: status, title: code, detail: context.RequestServices.GetRequiredService<Texts>()[text],
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code }).ExecuteAsync(context);
}
