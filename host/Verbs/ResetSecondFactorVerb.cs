using Marketplace.Accounts;

namespace Marketplace.Host;

/// <summary>reset-second-factor ADDRESS: takes a person's second factor away when no administrator can (the only one lost the device, or the person belongs to several organisations). Audited.</summary>
internal static class ResetSecondFactorVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        if (args.FirstOrDefault() is not { } address || address.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync("Say whose: reset-second-factor ADDRESS (the e-mail address they sign in with).");
            return 2;
        }

        await using var composed = await HostBuilder.Compose([.. args.Skip(1)], cancel);
        var done = await AccountsModule.ResetSecondFactor(composed.App.Services, address, cancel);
        Console.WriteLine(done ? $"{address} signs in with the password alone now; their sessions end within a minute." : $"{address} has no second factor; nothing was changed.");
        return done ? 0 : 1;
    }
}
