using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>支出負担行為 told by the body's own accounting system (財務会計システム), for spending that was decided outside the marketplace: so that what is left of a line
/// is true here too. Amount in whole yen with tax.</summary>
/// <param name="Id">Operation id, and the id of the encumbrance.</param>
internal sealed record EncumberByMachine(Guid Id, int Year, string? Line, Money Amount, string? Subject);

internal sealed class EncumberByMachineHandler(CurrentActor actor, IPurchasingAccounts accounts, DatabaseClock clock)
{
    private const int LongestSubject = 200;

    /// <summary>The account's version after it.</summary>
    public async Task<Result<EncumbranceMade>> Handle(EncumberByMachine asked, CancellationToken cancel)
    {
        if (actor.Value.BodyCode is not { } body)
            return Refusal.NotFound();
        if (asked.Subject?.Trim() is not { Length: > 0 and <= LongestSubject } subject)
            return Refusal.Invalid("subject", "subject", "件名を{0}文字以内で入力してください。", LongestSubject);
        if (asked.Year is < 2000 or > 2100)
            return Refusal.Invalid("fiscalYear", "fiscal-year", "年度を西暦4桁で入力してください。");
        var outcome = await accounts.Run(body, new Encumber(
            asked.Id, (await clock.Now(cancel)).JapanDay(), actor.Value.PersonName, asked.Id, new FiscalYear(asked.Year), asked.Line ?? "", asked.Amount, subject), cancel);
        return outcome.Refusal is { } no ? no : new EncumbranceMade(asked.Id, outcome.Version);
    }
}

/// <summary>An encumbrance asked for by a machine; the amount in whole yen with tax.</summary>
internal sealed record EncumbranceRequest(int FiscalYear, string? Line, long AmountYen, string? Subject);

/// <summary>It stands.</summary>
/// <param name="Version">Number of entries in the body's journal up to it.</param>
internal sealed record EncumbranceMade(Guid Id, long Version);
