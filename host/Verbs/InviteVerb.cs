using Marketplace.Accounts;
using Marketplace.Shared;

namespace Marketplace.Host;

/// <summary>invite ORGANISATION ADDRESS: the way in for an organisation's first administrator, who then invites the others on the page. ORGANISATION is "operator" or
/// a local government's six-digit code. Prints the link's path once; audited.</summary>
internal static class InviteVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        if (args is not [var organisation, var address, .. var rest] || organisation.StartsWith('-') || address.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync("Say whom: invite ORGANISATION ADDRESS (\"operator\" or a local government's six-digit code, and an e-mail address).");
            return 2;
        }

        await using var composed = await HostBuilder.Compose(rest, cancel);
        var invited = await AccountsModule.InviteAdministrator(composed.App.Services, organisation, address, cancel);
        if (invited.Ok)
        {
            Console.WriteLine($"Give {address} this link, by a way only they read; it works once, for seven days: https://YOUR-ADDRESS{invited.Value}");
            return 0;
        }

        var texts = composed.App.Services.GetRequiredService<Texts>();
        foreach (var refusal in invited.Refusals)
            await Console.Error.WriteLineAsync(texts[refusal]);
        return 1;
    }
}
