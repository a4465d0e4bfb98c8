using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

internal sealed record ChangePassword(string Current, string Next);

/// <summary>Sets a new password. The security stamp changes with it, so every other session ends at its next check, within a minute.</summary>
internal sealed class ChangePasswordHandler(UserManager<Person> people, AccountsDbContext db)
{
    public async Task<Result> Handle(ChangePassword command)
    {
        var person = await people.FindByIdAsync(db.Actor.PersonId!.Value.ToString()) ?? throw new InvalidOperationException("The session's person does not exist.");
        // A session left open must not let somebody try passwords for ever.
        var locked = await people.IsLockedOutAsync(person);
        var right = await people.CheckPasswordAsync(person, command.Current);
        if (locked || !right)
        {
            if (!locked)
                await people.AccessFailedAsync(person);
            return Refusal.Invalid("Input.Current", "wrong-password", "いまのパスワードが正しくありません。5回続けて間違えると、5分間変更できなくなります。");
        }

        if (string.Equals(command.Current, command.Next, StringComparison.Ordinal))
            return Refusal.Invalid("Input.Next", "same-password", "いまと違うパスワードにしてください。");
        var changed = await people.ChangePasswordAsync(person, command.Current, command.Next);
        return changed.Succeeded ? Result.Done : Result.No([.. changed.Errors.Select(e => Refusal.Invalid("Input.Next", e.Code, e.Description))]);
    }
}
