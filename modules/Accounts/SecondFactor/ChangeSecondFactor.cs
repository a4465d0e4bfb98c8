using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>What the person does with a second factor that is set up; each asks for the password first.</summary>
internal sealed class ChangeSecondFactorHandler(AccountsDbContext db, Reauthenticate reauthenticate, SecondFactorRule rule)
{
    /// <summary>Ten new recovery codes in place of those left.</summary>
    public async Task<Result<IReadOnlyList<string>>> NewCodes(string password, CancellationToken cancel)
    {
        if (await reauthenticate.Handle(password, "Input.Password") is { Ok: false } wrong)
            return Result<IReadOnlyList<string>>.No(wrong.Refusals);
        if (await Own(cancel) is not { } factor)
            return Refusal.NotFound();
        var codes = factor.NewRecoveryCodes();
        var saved = await db.Save(cancel);
        return saved.Ok ? Result<IReadOnlyList<string>>.Of(codes) : Result<IReadOnlyList<string>>.No(saved.Refusals);
    }

    /// <summary>Ends it, and the person's other sessions. Not for somebody whose present role needs it.</summary>
    public async Task<Result> TurnOff(string password, CancellationToken cancel)
    {
        var person = await reauthenticate.Handle(password, "Input.Password");
        if (!person.Ok)
            return Result.No([.. person.Refusals]);
        if (rule.Requires(db.Actor.Kind!.Value))
            return Refusal.Conflict("second-factor-required", "いまの役割で操作するには2段階認証が必要なため、やめることはできません。");
        if (await Own(cancel) is not { } factor)
            return Result.Done;
        db.SecondFactors.Remove(factor);
        person.Value.SecurityStamp = Guid.NewGuid().ToString("N");
        return await db.Save(cancel);
    }

    private Task<SecondFactor?> Own(CancellationToken cancel) => db.SecondFactors.SingleOrDefaultAsync(f => f.PersonId == db.Actor.PersonId, cancel);
}
