using Marketplace.Shared;

namespace Marketplace.Host;

/// <summary>The host's verbs: run (default), migrate, seed, reindex, doctor, invite, reset-second-factor. Exit codes: 0 done, 1 a fault was found, 2 the call or the set-up is wrong.</summary>
internal static class Verb
{
    public static async Task<int> Run(string[] args)
    {
        var verb = args.FirstOrDefault() is { } first && !first.StartsWith('-') ? first : "run";
        var rest = args.Skip(args.FirstOrDefault() == verb ? 1 : 0).ToArray();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            // The web host has its own handler; the other verbs stop through this one.
            e.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return verb switch
            {
                "run" => await RunVerb.Run(rest, stop.Token),
                "migrate" => await MigrateVerb.Run(rest, stop.Token),
                "seed" => await SeedVerb.Run(rest, stop.Token),
                "reindex" => await ReindexVerb.Run(rest, stop.Token),
                "doctor" => await DoctorVerb.Run(rest, stop.Token),
                "invite" => await InviteVerb.Run(rest, stop.Token),
                "reset-second-factor" => await ResetSecondFactorVerb.Run(rest, stop.Token),
                _ => Unknown(verb),
            };
        }
        catch (InvalidOperationException e) when (e.Source?.StartsWith("Marketplace", StringComparison.Ordinal) == true)
        {
            // Set-up faults that say themselves what to do; a stack trace would hide it.
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private static int Unknown(string verb)
    {
        Console.Error.WriteLine($"Unknown verb '{verb}'. Verbs: run, migrate, seed [--listings N] [--seed S], reindex, doctor, invite ORGANISATION ADDRESS, reset-second-factor ADDRESS.");
        return 2;
    }
}

/// <summary>Writes each report as a line; on a terminal a counter ("Indexing: 2000 of 10000") goes over the one before it.</summary>
internal sealed class ConsoleProgress : IProgress<string>
{
    private string last = "";

    public void Report(string value)
    {
        var over = !Console.IsOutputRedirected && IsCounter(value) && IsCounter(last) && string.Equals(Kind(value), Kind(last), StringComparison.Ordinal);
        Console.WriteLine(over ? $"\e[1A\e[2K{value}" : value);
        last = value;
    }

    private static bool IsCounter(string value) => value.Contains(" of ", StringComparison.Ordinal);

    private static string Kind(string value) => value.Split(':')[0];
}
