using System.Buffers.Text;
using System.Security.Cryptography;

namespace Marketplace.Host;

/// <summary>ASVS 5.0 V3.4: a content security policy with a nonce for each response, and the headers beside it. Nothing is loaded from other hosts (closed networks).</summary>
internal static class SecurityHeaders
{
    public const string NonceItem = "csp-nonce";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Of letters that HTML writes as they are.
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
        context.Items[NonceItem] = nonce;
        // On starting, because the exception handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, nonce);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(IHeaderDictionary headers, string nonce)
    {
        headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
