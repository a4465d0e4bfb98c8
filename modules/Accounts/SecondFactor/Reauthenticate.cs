using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

/// <summary>Asks the session's person for the password again before something about the account itself changes (ASVS 5.0 V7.5.1).</summary>
internal sealed class Reauthenticate(UserManager<Person> people, AccountsDbContext db)
{
    /// <param name="field">Where the password was typed.</param>
    public async Task<Result<Person>> Handle(string password, string field)
    {
        var person = await people.FindByIdAsync(db.Actor.PersonId!.Value.ToString()) ?? throw new InvalidOperationException("The session's person does not exist.");
        // A session left open must not let somebody try passwords for ever.
        var locked = await people.IsLockedOutAsync(person);
        var right = await people.CheckPasswordAsync(person, password);
        if (!locked && right)
            return person;
        if (!locked)
            await people.AccessFailedAsync(person);
        return Refusal.Invalid(field, "wrong-password", "いまのパスワードが正しくありません。5回続けて間違えると、5分間変更できなくなります。");
    }
}
