using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

internal sealed record ChangePassword(string Current, string Next);

/// <summary>Sets a new password. The security stamp changes with it, so every other session ends at its next check, within a minute.</summary>
internal sealed class ChangePasswordHandler(UserManager<Person> people, Reauthenticate reauthenticate)
{
    public async Task<Result> Handle(ChangePassword command)
    {
        var person = await reauthenticate.Handle(command.Current, "Input.Current");
        if (!person.Ok)
            return Result.No([.. person.Refusals]);
        if (string.Equals(command.Current, command.Next, StringComparison.Ordinal))
            return Refusal.Invalid("Input.Next", "same-password", "いまと違うパスワードにしてください。");
        var changed = await people.ChangePasswordAsync(person.Value, command.Current, command.Next);
        return changed.Succeeded ? Result.Done : Result.No([.. changed.Errors.Select(e => Refusal.Invalid("Input.Next", e.Code, e.Description))]);
    }
}
