using Marketplace.Shared;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Accounts;

/// <summary>What machines are told instead of a redirect to a page.</summary>
internal static class ApiAnswers
{
    public static bool IsApi(HttpRequest request) => ApiResult.IsApi(request);

    public static Task SignInRequired(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"marketplace\"";
        return ApiResult.Refused(StatusCodes.Status401Unauthorized, Refusal.Conflict("token-required", "有効なAPIトークンが必要です。「Authorization: Bearer トークン」を付けて呼び出してください。")).ExecuteAsync(context);
    }

    public static Task Forbidden(HttpContext context) =>
        ApiResult.Refused(StatusCodes.Status403Forbidden, Refusal.Conflict("forbidden", "このトークンまたは役割では、この操作はできません。")).ExecuteAsync(context);
}
