using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

/// <summary>What somebody without a session enters to register a vendor or to accept an invitation.</summary>
internal sealed record Credentials(string Email, string Name, string Password);

/// <summary>The person behind an address and a password: a new account, or the existing one if the password is its own.</summary>
/// <remarks>ASVS 5.0 V6.3.8: an address that has an account and another password gets one neutral refusal that does not say which of the two is wrong,
/// counts as a failed sign-in and is rate limited like one. Without a mail server nothing stronger is possible: a registration that goes through shows by itself
/// that the address was free.</remarks>
internal sealed class EnterPerson(UserManager<Person> people)
{
    private const int LongestName = 60;

    /// <summary>What is wrong with the input alone; asks no database.</summary>
    public async Task<List<Refusal>> Check(Credentials typed)
    {
        var refusals = new List<Refusal>();
        if (Typed.Line(typed.Name).Length is 0 or > LongestName)
            refusals.Add(Refusal.Invalid("Input.PersonName", "name", "氏名を{0}文字以内で入力してください。", LongestName));
        if (!Typed.IsEmail(Typed.Code(typed.Email)))
            refusals.Add(Refusal.Invalid("Input.Email", "email", "メールアドレスを「name@example.lg.jp」のような形で入力してください。"));
        foreach (var rule in people.PasswordValidators)
        {
            var verdict = await rule.ValidateAsync(people, Person.New(Typed.Code(typed.Email), ""), typed.Password);
            refusals.AddRange(verdict.Errors.Select(e => Refusal.Invalid("Input.Password", e.Code, e.Description)));
        }

        return refusals;
    }

    /// <summary>The person, not yet saved when new. Call <see cref="Check"/> first.</summary>
    public async Task<Result<Person>> Handle(Credentials typed)
    {
        var email = Typed.Code(typed.Email);
        if (await people.FindByEmailAsync(email) is not { } known)
        {
            var person = Person.New(email, Typed.Line(typed.Name));
            await people.UpdateNormalizedEmailAsync(person);
            await people.UpdateNormalizedUserNameAsync(person);
            person.SecurityStamp = Guid.NewGuid().ToString("N");
            person.PasswordHash = people.PasswordHasher.HashPassword(person, typed.Password);
            return person;
        }

        var locked = await people.IsLockedOutAsync(known);
        if (await people.CheckPasswordAsync(known, typed.Password) && !locked)
            return known;
        if (!locked)
            await people.AccessFailedAsync(known);
        return CannotEnter();
    }

    public static Refusal CannotEnter() => Refusal.Conflict("cannot-enter",
        "入力されたメールアドレスとパスワードでは手続きを進められませんでした。すでにアカウントを持っている方は、先にサインインしてから、もう一度この画面を開いてください。");
}
