using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Checks an address and a password and picks the membership to act in.</summary>
internal sealed class SignInPerson(UserManager<Person> people, AccountsDbContext db)
{
    private static readonly Person Nobody = Person.New("nobody@example.invalid", "");
    private static string? nobodysHash;

    /// <summary>The same refusal, after the same time, for an unknown address, a wrong password and a locked account, so that none of them can be told apart.</summary>
    public async Task<Result<Membership>> Handle(string email, string password, CancellationToken cancel)
    {
        var person = await people.FindByEmailAsync(email.Trim());
        if (person is null)
        {
            nobodysHash ??= people.PasswordHasher.HashPassword(Nobody, "a password nobody has");
            people.PasswordHasher.VerifyHashedPassword(Nobody, nobodysHash, password);
            return Wrong();
        }

        var locked = await people.IsLockedOutAsync(person);
        var right = await people.CheckPasswordAsync(person, password);
        if (locked || !right)
        {
            if (!locked)
                await people.AccessFailedAsync(person);
            return Wrong();
        }

        // With a second factor the count ends only when that was shown: a stolen password must not buy fresh tries at the code.
        if (person.AccessFailedCount > 0 && !await db.SecondFactors.AnyAsync(f => f.PersonId == person.Id, cancel))
            await people.ResetAccessFailedCountAsync(person);
        var membership = await db.Memberships.Include(m => m.Person).Include(m => m.Organisation)
            .Where(m => m.PersonId == person.Id && m.EndedAt == null).OrderBy(m => m.Id).FirstOrDefaultAsync(cancel);
        return membership is null
            ? Refusal.Conflict("no-role", "このアカウントには、いま使える役割がありません。所属する団体・事業者の管理者にお問い合わせください。")
            : membership;
    }

    private static Refusal Wrong() => Refusal.Conflict("wrong-sign-in",
        "メールアドレスまたはパスワードが正しくありません。5回続けて間違えると、5分間サインインできなくなります。");
}
