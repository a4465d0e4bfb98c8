using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Checks a code of the authenticator app, or a recovery code, of somebody who has shown the password. Each counts once.</summary>
internal sealed class CheckCodeHandler(AccountsDbContext db, UserManager<Person> people, AppKeys keys, TimeProvider time)
{
    /// <summary>How many recovery codes are left when one was used; null after the app's code. Failures count with those of the password: five lock the account for five minutes.</summary>
    public async Task<Result<int?>> Handle(Person person, string typed, CancellationToken cancel)
    {
        if (await people.IsLockedOutAsync(person) || await db.SecondFactors.SingleOrDefaultAsync(f => f.PersonId == person.Id, cancel) is not { } factor)
            return Wrong();
        var code = RecoveryCode.Clean(typed);
        var recovery = code.Length == RecoveryCode.Length;
        if (recovery ? !await UseRecoveryCode(factor, code, cancel) : !await UseAppCode(factor, code, cancel))
        {
            await people.AccessFailedAsync(person);
            return Wrong();
        }

        if (person.AccessFailedCount > 0)
            await people.ResetAccessFailedCountAsync(person);
        return recovery ? factor.RecoveryHashes.Length : (int?)null;
    }

    /// <summary>One statement decides, so that of two requests with the same code only one gets through. It is no change of the account, so the audit trail has no row of it.</summary>
    private async Task<bool> UseAppCode(SecondFactor factor, string code, CancellationToken cancel) =>
        Totp.Match(keys.Unprotect(factor.ProtectedKey), code, time.GetUtcNow()) is { } step
        && await db.Database.ExecuteSqlAsync($"update accounts.second_factor set last_step = {step} where person_id = {factor.PersonId} and last_step < {step}", cancel) == 1;

    private async Task<bool> UseRecoveryCode(SecondFactor factor, string code, CancellationToken cancel) =>
        factor.UseRecoveryCode(code) && (await db.Save(cancel)).Ok;

    private static Refusal Wrong() => Refusal.Invalid("Input.Code", "wrong-code", "確認コードが正しくありません。アプリに表示されている新しい6桁の数字を入力してください。一度使ったコードは使えません。5回続けて間違えると、5分間サインインできなくなります。");
}
