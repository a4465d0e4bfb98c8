using Marketplace.Shared;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Marketplace.Host;

/// <summary>run: serves the site. The embedded database is migrated and seeded on the way; a database of the operator's must fit already.</summary>
internal static class RunVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        await using var composed = await HostBuilder.Compose(args, cancel);
        var app = composed.App;
        if (composed.Embedded is not null)
        {
            await Schema.Migrate(app.Services, cancel);
            await Seeding.Run(app.Services, again: false, new ConsoleProgress(), cancel);
        }
        else if (await Schema.Differences(app.Services, cancel) is { Count: > 0 } differences)
        {
            await Console.Error.WriteLineAsync($"This program does not fit the database:\n  {string.Join("\n  ", differences)}\nRun the verb 'migrate' of the newest program first; nothing was served.");
            return 2;
        }

        KeyRing.WarnIfPlain(app);
        HostBuilder.UseMarketplace(app);
        if (composed.Embedded is not null)
            app.Lifetime.ApplicationStarted.Register(() => Greet(app));
        try
        {
            await app.RunAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Another program listens there; choose another address with --urls (infra/run.sh: --port N).");
            return 2;
        }

        return 0;
    }

    private static void Greet(WebApplication app)
    {
        var password = app.Services.GetRequiredService<IOptions<SeedOptions>>().Value.SamplePassword;
        Console.WriteLine($"""

            Marketplace is ready:  {string.Join("  ", app.Urls)}
            Sample accounts (one password for all: {password})
              tanto@gifu-pref.example     岐阜県 担当者 (requester; joint lead)     kessai@gifu-pref.example  決裁者 (approver)
              kaikei@gifu-pref.example    岐阜県 会計 (accountant)
              shinsa@operator.example     運営者 審査担当 (reviewer)                more: catalog-seed/people.json
            Ctrl-C stops it; the data stays.
            """);
    }
}
