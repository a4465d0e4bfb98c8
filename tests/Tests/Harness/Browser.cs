using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Shared;

namespace Marketplace.Tests;

/// <summary>A browser without script over HTTP: keeps cookies, follows redirects, fills in the forms it was shown (with their hidden fields and antiforgery token).</summary>
public sealed partial class Browser(HttpClient client, Uri? home = null)
{
    private readonly CookieContainer cookies = new();
    private (Uri Address, KeyValuePair<string, string>[] Values)? posted;
    private readonly Uri home = home ?? new Uri("https://localhost/");

    /// <summary>The last page shown, its status and its address.</summary>
    public string Html { get; private set; } = "";
    public HttpStatusCode Status { get; private set; }
    public Uri Address { get; private set; } = home ?? new Uri("https://localhost/");

    /// <summary>The page's text without tags, spaces folded; what a person reads.</summary>
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

    public async Task<Browser> Get(string url)
    {
        await Send(new HttpRequestMessage(HttpMethod.Get, new Uri(Address, url)));
        return this;
    }

    /// <summary>Posts the form of the shown page that leads to <paramref name="action"/> (or the only one with a POST method besides the header's), with <paramref name="fields"/>
    /// filled in over what it shows. A field given twice is sent twice.</summary>
    public async Task<Browser> Submit(string? action, params (string Name, string Value)[] fields)
    {
        var form = FormTo(action) ?? throw new InvalidOperationException($"No form to '{action}' on {Address} ({Status}): {Text[..Math.Min(600, Text.Length)]}");
        var values = Shown(form).Where(shown => !fields.Any(f => string.Equals(f.Name, shown.Name, StringComparison.Ordinal))).Concat(fields.Select(f => (f.Name, f.Value))).ToList();
        posted = (new Uri(Address, ActionOf(form) ?? Address.PathAndQuery), [.. values.Select(v => KeyValuePair.Create(v.Name, v.Value))]);
        return await SubmitAgain();
    }

    /// <summary>Names of the fields, hidden ones included, of the form that <see cref="Submit"/> would post; none where the page has no form.</summary>
    public IReadOnlyList<string> Fields(string? action = null) =>
        FormTo(action) is { } form ? [.. Names().Matches(form).Select(m => m.Groups[1].Value).Where(n => !n.StartsWith("__", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)] : [];

    /// <summary>Posts the last form once more, field by field the same: an impatient second click.</summary>
    public async Task<Browser> SubmitAgain()
    {
        await Send(new HttpRequestMessage(HttpMethod.Post, posted!.Value.Address) { Content = new FormUrlEncodedContent(posted.Value.Values) });
        return this;
    }

    public async Task SignIn(string email, string password)
    {
        await Get("/sign-in");
        await Submit(null, ("Input.Email", email), ("Input.Password", password));
        if (Address.AbsolutePath is "/sign-in")
            throw new InvalidOperationException($"Could not sign in as {email}: {Text}");
    }

    /// <summary>Switches to another of the person's roles.</summary>
    public async Task ActAs(Role role, string? organisation)
    {
        await Get("/account/switch");
        var word = RoleNames.Of(role);
        var row = Rows().Matches(Html).Select(m => m.Value).FirstOrDefault(r => r.Contains($">{word}<", StringComparison.Ordinal) && (organisation is null || r.Contains(organisation, StringComparison.Ordinal)))
            ?? throw new InvalidOperationException($"No role {word} to switch to: {Text}");
        if (Membership().Match(row) is { Success: true } button)
            await Submit(null, ("membership", button.Groups[1].Value));
    }

    public string SaveCookies() => cookies.GetCookieHeader(home);

    public void RestoreCookies(string saved)
    {
        foreach (var cookie in saved.Split("; "))
        {
            var at = cookie.IndexOf('=', StringComparison.Ordinal);
            cookies.Add(home, new Cookie(cookie[..at], cookie[(at + 1)..]) { Secure = string.Equals(home.Scheme, "https", StringComparison.Ordinal) });
        }
    }

    /// <summary>Sends a request of the test's own making with the browser's cookies; does not follow redirects.</summary>
    public async Task<HttpResponseMessage> Raw(HttpRequestMessage request)
    {
        if (!request.RequestUri!.IsAbsoluteUri)
            request.RequestUri = new Uri(home, request.RequestUri);
        if (cookies.GetCookieHeader(request.RequestUri) is { Length: > 0 } header)
            request.Headers.Add("Cookie", header);
        var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                cookies.SetCookies(home, cookie.Replace("; samesite=lax", "", StringComparison.OrdinalIgnoreCase));
        }

        return response;
    }

    private async Task Send(HttpRequestMessage request)
    {
        for (var hop = 0; hop < 10; hop++)
        {
            using var response = await Raw(request);
            Address = request.RequestUri!;
            Status = response.StatusCode;
            Html = await response.Content.ReadAsStringAsync();
            if (response.Headers.Location is not { } next || (int)response.StatusCode is < 300 or >= 400)
            {
                if (Forms().Matches(Html).FirstOrDefault(f => MethodPost().IsMatch(f.Value) && !f.Value.Contains("__RequestVerificationToken", StringComparison.Ordinal)) is { } unguarded)
                    throw new InvalidOperationException($"{Address} shows a form without a token against forgery: {unguarded.Value[..Math.Min(200, unguarded.Value.Length)]}");
                return;
            }

            request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, next));
        }

        throw new InvalidOperationException($"Too many redirects, last {Address}.");
    }

    private string? FormTo(string? action) => Forms().Matches(Html).Select(m => m.Value).Where(f => MethodPost().IsMatch(f))
        .FirstOrDefault(f => action is null ? !IsFrame(f) : string.Equals(ActionOf(f), action, StringComparison.Ordinal) || (ActionOf(f) is null && string.Equals(Address.AbsolutePath, action, StringComparison.Ordinal) && !IsFrame(f)));

    private static IEnumerable<(string Name, string Value)> Shown(string form)
    {
        foreach (var tag in Inputs().Matches(form).Select(m => m.Value))
        {
            var type = Attribute(tag, "type") ?? "text";
            if (Attribute(tag, "name") is not { } name || type is "submit" or "button" or "file" || Attribute(tag, "disabled") is not null)
                continue;
            if (type is "checkbox" or "radio" && !Checked().IsMatch(tag))
                continue;
            yield return (name, Attribute(tag, "value") ?? (type is "checkbox" ? "on" : ""));
        }

        foreach (Match area in Areas().Matches(form))
        {
            if (Attribute(area.Groups[1].Value, "name") is { } name)
                yield return (name, WebUtility.HtmlDecode(area.Groups[2].Value).TrimStart('\r', '\n'));
        }

        foreach (Match select in Selects().Matches(form))
        {
            var options = Options().Matches(select.Groups[2].Value).Select(m => m.Value).ToList();
            if (Attribute(select.Groups[1].Value, "name") is { } name && options.Count > 0)
                yield return (name, Attribute(options.FirstOrDefault(o => o.Contains(" selected", StringComparison.Ordinal)) ?? options[0], "value") ?? "");
        }
    }

    private static bool IsFrame(string form) => ActionOf(form) is { } action && (action.StartsWith("/sign-out", StringComparison.Ordinal) || action.StartsWith("/language", StringComparison.Ordinal) || action.StartsWith("/account/switch", StringComparison.Ordinal));

    private static string? ActionOf(string form) => Attribute(form[..(form.IndexOf('>', StringComparison.Ordinal) + 1)], "action");

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<(script|style|svg)[^>]*>.*?</\\1>|<[^>]+>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Forms();

    [GeneratedRegex("^<form[^>]*method=\"post\"", RegexOptions.IgnoreCase)]
    private static partial Regex MethodPost();

    [GeneratedRegex("<(?:input|select|textarea)\\b[^>]*\\sname=\"([^\"]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Names();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Inputs();

    [GeneratedRegex("(<textarea\\b[^>]*>)(.*?)</textarea>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Areas();

    [GeneratedRegex("(<select\\b[^>]*>)(.*?)</select>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Selects();

    [GeneratedRegex("<option\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Options();

    [GeneratedRegex("\\schecked(\\s|=|>|/)", RegexOptions.IgnoreCase)]
    private static partial Regex Checked();

    [GeneratedRegex("<tr\\b.*?</tr>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Rows();

    [GeneratedRegex("name=\"membership\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"membership\"", RegexOptions.IgnoreCase)]
    private static partial Regex Membership();
}
