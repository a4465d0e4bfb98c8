using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Procurement.Contracts;

/// <summary>Runs a command that must in the end be accepted.</summary>
internal static class AccountRetries
{
    /// <summary>The account answers a repeated operation id with its first outcome, a refusal too. So that a fault which an operator has mended does not
    /// stay refused for ever, each retry after a refusal asks under the next id; a refused command has changed nothing, so none can count twice.</summary>
    /// <param name="command">Makes the command for an operation id.</param>
    /// <exception cref="InvalidOperationException">Refused; the event is retried with back-off and then parked for the operator.</exception>
    public static async Task RunUntilAccepted(
        this IPurchasingAccounts accounts, LocalGovernmentCode body, Guid cause, string act, Func<Guid, PurchasingCommand> command, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await accounts.Run(body, command(OperationIds.Of(cause, string.Create(CultureInfo.InvariantCulture, $"{act}/{attempt}"))), cancel);
            if (outcome.Ok)
                return;
            if (!outcome.Replayed)
                throw new InvalidOperationException($"The purchasing account of {body} refused to {act} ({outcome.Refusal!.Code}): {string.Format(CultureInfo.InvariantCulture, outcome.Refusal.Text, outcome.Refusal.Args)}");
        }
    }
}
