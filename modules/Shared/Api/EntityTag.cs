using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Shared;

/// <summary>ETag and If-None-Match (RFC 9110, 8.8.3 and 13.1.2) for answers that are small enough to be made before they are judged: the tag is a hash of
/// the bytes, so it changes exactly when the answer does.</summary>
public static class EntityTag
{
    /// <summary>Tags the endpoint's JSON answers; one the client has already is answered 304 without a body.</summary>
    public static RouteHandlerBuilder WithEntityTag(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (context, next) =>
    {
        var answer = await next(context);
        if (answer is not IValueHttpResult { Value: { } value } || (answer as IStatusCodeHttpResult)?.StatusCode is not (null or StatusCodes.Status200OK))
            return answer;
        var json = context.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return Of(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json), "application/json; charset=utf-8");
    }).Produces(StatusCodes.Status304NotModified);

    /// <summary>The bytes under their tag, to be asked for again before each use.</summary>
    public static IResult Of(byte[] bytes, string contentType) => new Answer(bytes, contentType);

    /// <summary>Sets the tag; true when the client has this already: then nothing more is to be written than status 304.</summary>
    /// <param name="version">Whatever changes exactly when the content does.</param>
    public static bool IsKnown(HttpContext context, string version)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..32]}\"");
        return IsKnown(context, tag);
    }

    private static bool IsKnown(HttpContext context, EntityTagHeaderValue tag)
    {
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = "no-cache";
        if (!context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private sealed class Answer(byte[] bytes, string contentType) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            // Who is signed in may get other prices; a shared cache must not mix them up.
            httpContext.Response.Headers.Vary = "Cookie, Authorization, Accept-Language";
            if (IsKnown(httpContext, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"")))
                return;
            httpContext.Response.ContentType = contentType;
            httpContext.Response.ContentLength = bytes.Length;
            if (!HttpMethods.IsHead(httpContext.Request.Method))
                await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
