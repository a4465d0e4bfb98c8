using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Marketplace.Tests;

/// <summary>Another system that calls the JSON API with a token.</summary>
public sealed partial class Machine(HttpClient client, string token)
{
    /// <summary>Status and body of the last answer, and whether it was a stored one.</summary>
    public HttpStatusCode Status { get; private set; }
    public JsonNode? Body { get; private set; }
    public string Text { get; private set; } = "";
    public bool Replayed { get; private set; }

    /// <summary>The problem's stable code.</summary>
    public string? Code => Body?["code"]?.GetValue<string>();

    /// <summary>Makes a token on the administrator's page, as the sample administrator of <paramref name="domain"/>.</summary>
    public static async Task<Machine> Of(MarketplaceApp app, string domain, string role)
    {
        var admin = await app.SignIn($"admin@{domain}.example");
        await admin.Get("/tokens/new");
        await admin.Submit(null, ("Input.Name", "連携"), ("Input.Role", role));
        var token = TokenShown().Match(admin.Html).Groups[1].Value;
        return new Machine(app.CreateDefaultClient(new Uri("https://localhost")), token);
    }

    public Task<Machine> Get(string url) => Send(new HttpRequestMessage(HttpMethod.Get, url));

    public Task<Machine> Post(string url, object body, string? key = "new") => Post(url, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), key);

    public Task<Machine> Post(string url, string body, string? key = "new", string type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "new" ? Guid.NewGuid().ToString() : key);
        return Send(request);
    }

    private async Task<Machine> Send(HttpRequestMessage request)
    {
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        (Status, Replayed, Text) = (answer.StatusCode, answer.Headers.Contains("Idempotent-Replayed"), await answer.Content.ReadAsStringAsync());
        if ((int)Status >= 400 && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            throw new InvalidOperationException($"{request.RequestUri}: {Status} without Problem Details: {Text}");
        Body = JsonNode.Parse(Text);
        return this;
    }

    [GeneratedRegex("<code>(mp_[^<]+)</code>")]
    private static partial Regex TokenShown();
}
