using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Accounts;
using Marketplace.Catalog;
using Marketplace.Host;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>The product over a private PostgreSQL of its own (fsync on, synchronous_commit on), seeded with the samples, on a loopback port.</summary>
internal sealed partial class Site : IAsyncDisposable
{
    private const string Password = "mihon-for-benchmarks";
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"marketplace-bench-{Environment.ProcessId}");
    private PrivatePostgres server = null!;

    public WebApplication App { get; private set; } = null!;
    public string ConnectionString => server.ConnectionString;
    public string Address => App.Urls.First();

    public static async Task<Site> Start(BenchmarkOptions options)
    {
        var site = new Site();
        site.server = await PrivatePostgres.Start(site.folder, CancellationToken.None);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Marketplace.Host",
            EnvironmentName = "Production",
            ContentRootPath = Path.Combine(FindRoot(), "host"),
            Args = ["--urls=http://127.0.0.1:0", "--Seed:Samples=true", $"--Seed:SamplePassword={Password}", "--Security:PlainHttpOnLoopback=true", "--RateLimits:SignInsPerMinute=100000", "--RateLimits:WritesPerMinute=100000000", "--Logging:LogLevel:Default=Warning"],
        });
        HostBuilder.AddMarketplace(builder, site.server.ConnectionString);
        site.App = builder.Build();
        HostBuilder.UseMarketplace(site.App);
        await Schema.Migrate(site.App.Services, default);
        await Seeding.Run(site.App.Services, again: false, new Progress<string>(), default);
        await site.App.StartAsync();
        var relay = site.App.Services.GetRequiredService<Relay>();
        while (await relay.RunOnce(default) > 0)
        {
        }

        if (options.Listings > 0)
            await CatalogModule.GenerateListings(site.App.Services, Seeding.Folder, options.Listings, 1, new Progress<string>(), default);
        return site;
    }

    /// <summary>A client with a signed-in session.</summary>
    public async Task<HttpClient> SignIn(string email)
    {
        var http = Client(new CookieContainer());
        var form = await http.GetStringAsync(new Uri($"{Address}/sign-in"));
        var token = Token().Match(form).Groups[1].Value;
        using var content = new FormUrlEncodedContent([new("Input.Email", email), new("Input.Password", Password), new("__RequestVerificationToken", token)]);
        using var answer = await http.PostAsync(new Uri($"{Address}/sign-in"), content);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath is "/sign-in")
            throw new InvalidOperationException("Could not sign in.");
        return http;
    }

    /// <summary>API tokens of that role, one for each body, made by people of their own.</summary>
    public async Task<List<string>> Tokens(Role role, IReadOnlyList<LocalGovernmentCode> bodies)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("benchmark");
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var organisations = db.Organisations.Where(o => o.Code != null).ToDictionary(o => o.Code!.Value);
        var texts = new List<string>();
        foreach (var body in bodies)
        {
            var person = Person.New($"{role}-{body}@benchmark.example", $"計測 {body}");
            (person.NormalizedEmail, person.NormalizedUserName) = (person.Email!.ToUpperInvariant(), person.UserName!.ToUpperInvariant());
            db.Add(person);
            db.Add(Membership.Of(person, organisations[body], role));
            var by = Actor.System("benchmark") with { PersonId = person.Id, OrganisationId = organisations[body].Id };
            var token = ApiToken.Of(Guid.CreateVersion7(), "計測", role, TimeProvider.System.JapanToday().AddDays(30), by, TimeProvider.System.GetUtcNow());
            texts.Add(token.Issue());
            db.Add(token);
        }

        await db.SaveChangesAsync();
        return texts;
    }

    public static HttpClient Client(CookieContainer? cookies = null) => new(new SocketsHttpHandler { CookieContainer = cookies ?? new CookieContainer(), UseCookies = true, MaxConnectionsPerServer = 256, PooledConnectionLifetime = Timeout.InfiniteTimeSpan });

    /// <summary>A program of PostgreSQL's against the same server; returns what it printed.</summary>
    public async Task<string> Pgbench(string arguments)
    {
        var connection = new NpgsqlConnectionStringBuilder(ConnectionString);
        var program = Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin/pgbench")).FirstOrDefault(File.Exists) ?? "pgbench";
        var start = new System.Diagnostics.ProcessStartInfo(program, string.Create(CultureInfo.InvariantCulture, $"-h {connection.Host} -p {connection.Port} -U {connection.Username} {arguments} pgbench")) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PGPASSWORD"] = connection.Password;
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench: {await errors}");
    }

    public static double Tps(string pgbench) =>
        double.Parse(TpsLine().Match(pgbench).Groups[1].Value, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Marketplace.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("Run inside the repository.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("tps = ([0-9.]+)")]
    private static partial Regex TpsLine();
}
