using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <param name="Offer">The key that the form showed (<see cref="AppKeys.Offer"/>).</param>
/// <param name="Code">What the app shows now: proof that it has the key.</param>
/// <param name="Password">Asked of a running session; null for somebody at the door, who has just typed it.</param>
internal sealed record SetUpSecondFactor(Guid PersonId, string? Offer, string Code, string? Password);

/// <summary>Pairs an authenticator app, in place of a former one. Sent twice, it stays the same app, with recovery codes made anew.</summary>
internal sealed class SetUpSecondFactorHandler(AccountsDbContext db, AppKeys keys, Reauthenticate reauthenticate, TimeProvider time)
{
    /// <summary>The recovery codes. The person's other sessions end within a minute.</summary>
    public async Task<Result<IReadOnlyList<string>>> Handle(SetUpSecondFactor command, CancellationToken cancel)
    {
        if (command.Password is { } password && await reauthenticate.Handle(password, "Input.Password") is { Ok: false } wrong)
            return Result<IReadOnlyList<string>>.No(wrong.Refusals);
        if (keys.Take(command.PersonId, command.Offer) is not { } key)
            return Refusal.Conflict("offer-expired", "画面を開いてから時間が経ったため、新しい鍵を用意しました。アプリで新しいQRコードを読み取ってください。");
        if (Totp.Match(key, RecoveryCode.Clean(command.Code), time.GetUtcNow()) is not { } step)
            return Refusal.Invalid("Input.Code", "wrong-code", "確認コードが正しくありません。アプリに表示されている6桁の数字を入力してください。端末の時計が合っているかも確かめてください。");

        var person = await db.People.SingleAsync(p => p.Id == command.PersonId, cancel);
        var factor = await db.SecondFactors.SingleOrDefaultAsync(f => f.PersonId == person.Id, cancel);
        if (factor is null)
            db.SecondFactors.Add(factor = SecondFactor.Of(person.Id));
        factor.Pair(keys.Protect(key), step, time.GetUtcNow());
        var codes = factor.NewRecoveryCodes();
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        var saved = await db.Save(cancel);
        return saved.Ok ? Result<IReadOnlyList<string>>.Of(codes) : Result<IReadOnlyList<string>>.No(saved.Refusals.Select(r => r with { Field = null }));
    }
}
