using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace Marketplace.Host;

/// <summary>Gives visitors who are not signed in the pages of the catalogue (<see cref="SameForVisitorsAttribute"/>) again for a second, so that a much visited one is made once and not for
/// everyone, and what is published shows within a second. What belongs to one answer, the nonce of its security policy and the token of its forms, is cut out of what is kept and put in anew
/// each time (docs/decisions/0023).</summary>
internal sealed class VisitorPages(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> forms, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private const int Most = 200, LongestQuery = 500, LargestPage = 300_000;

    private readonly ConcurrentDictionary<(string Address, string Language), Kept> pages = new();
    private readonly string formCookie = forms.Value.Cookie.Name!;

    public async Task Answer(HttpContext context, RequestDelegate next)
    {
        if (!MayBeKept(context.Request))
        {
            await next(context);
            return;
        }

        var key = ($"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}", CultureInfo.CurrentUICulture.Name);
        var now = time.GetTimestamp();
        if (pages.TryGetValue(key, out var kept) && kept.IsFor(time.GetElapsedTime(kept.Made, now), Fresh))
        {
            await Give(context, kept);
            return;
        }

        await Make(context, next, key, now);
    }

    private bool MayBeKept(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SameForVisitorsAttribute>() is not null
        && request.QueryString.Value is not { Length: > LongestQuery } && request.Headers.Authorization.Count == 0
        && request.Cookies.All(c => c.Key == formCookie || c.Key == CookieRequestCultureProvider.DefaultCookieName);

    private async Task Give(HttpContext context, Kept kept)
    {
        context.Response.ContentType = kept.ContentType;
        // Also sets the cookie that belongs to the token, and that nobody on the way may keep the answer.
        var token = Encoding.UTF8.GetBytes(antiforgery.GetAndStoreTokens(context).RequestToken!);
        var nonce = Encoding.UTF8.GetBytes((string)context.Items[SecurityHeaders.NonceItem]!);
        context.Response.ContentLength = kept.Parts.Sum(p => p.After switch { Hole.Nonce => nonce.Length, Hole.Token => token.Length, _ => 0 } + p.Text.Length);
        var writer = context.Response.BodyWriter;
        foreach (var (text, hole) in kept.Parts)
        {
            writer.Write(text.Span);
            writer.Write(hole switch { Hole.Nonce => nonce, Hole.Token => token, _ => [] });
        }

        await writer.FlushAsync(context.RequestAborted);
    }

    private async Task Make(HttpContext context, RequestDelegate next, (string, string) key, long now)
    {
        var response = context.Response;
        var (body, buffer) = (response.Body, new MemoryStream());
        response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        if (response.StatusCode == StatusCodes.Status200OK && response.ContentType is { } type && type.StartsWith("text/html", StringComparison.Ordinal) && buffer.Length <= LargestPage)
        {
            if (pages.Count >= Most)
            {
                foreach (var old in pages.Where(p => time.GetElapsedTime(p.Value.Made, now) > Fresh))
                    pages.TryRemove(old);
            }

            if (pages.Count < Most)
                pages[key] = new Kept(now, type, Cut(buffer.ToArray(), (string)context.Items[SecurityHeaders.NonceItem]!, antiforgery.GetTokens(context).RequestToken!));
        }

        // An empty answer is still to be filled in (404).
        if (buffer.Length > 0)
            await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    private static List<(ReadOnlyMemory<byte> Text, Hole After)> Cut(ReadOnlyMemory<byte> page, string nonce, string token)
    {
        (byte[] Bytes, Hole Hole)[] own = [(Encoding.UTF8.GetBytes(nonce), Hole.Nonce), (Encoding.UTF8.GetBytes(token), Hole.Token)];
        var parts = new List<(ReadOnlyMemory<byte>, Hole)>();
        while (true)
        {
            var (at, found) = own.Select(o => (At: page.Span.IndexOf(o.Bytes), o)).Where(f => f.At >= 0).OrderBy(f => f.At).FirstOrDefault();
            if (found.Bytes is null)
            {
                parts.Add((page, Hole.None));
                return parts;
            }

            parts.Add((page[..at], found.Hole));
            page = page[(at + found.Bytes.Length)..];
        }
    }

    private enum Hole
    {
        None,
        Nonce,
        Token,
    }

    private sealed class Kept(long made, string contentType, IReadOnlyList<(ReadOnlyMemory<byte> Text, Hole After)> parts)
    {
        private int renewing;

        public long Made => made;

        public string ContentType => contentType;

        public IReadOnlyList<(ReadOnlyMemory<byte> Text, Hole After)> Parts => parts;

        /// <summary>Fresh; or a moment older while one other request, the first that found it so, makes it anew.</summary>
        public bool IsFor(TimeSpan age, TimeSpan fresh) => age < fresh * 0.8 || (age < fresh && Interlocked.Exchange(ref renewing, 1) == 1);
    }
}
