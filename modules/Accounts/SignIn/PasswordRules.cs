using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

/// <summary>ASVS 5.0 V6.2: at least twelve characters, any characters, not one of the common or breached ones, not the address or name itself.
/// No rule about kinds of characters and no forced change.</summary>
internal sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int MinimumLength = 12;

    private static readonly HashSet<string> Common = LoadCommon();

    /// <summary>The error's description is the Japanese text and thereby the key of its English twin.</summary>
    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password)
    {
        var plain = (password ?? "").Trim().ToLowerInvariant();
        if (plain.Length < MinimumLength)
            return Refuse("too-short", "パスワードは12文字以上にしてください。単語をいくつか並べると覚えやすくなります。");
        if (Common.Contains(plain) || plain.Distinct().Count() < 5)
            return Refuse("too-common", "このパスワードはよく使われていて推測されやすいものです。別のパスワードにしてください。");
        if (user.Email is { } email && (plain.Contains(email.Split('@')[0].ToLowerInvariant(), StringComparison.Ordinal) && email.Split('@')[0].Length > 3))
            return Refuse("contains-address", "メールアドレスを含まないパスワードにしてください。");
        return Task.FromResult(IdentityResult.Success);
    }

    private static Task<IdentityResult> Refuse(string code, string text) => Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = text }));

    private static HashSet<string> LoadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("Marketplace.Accounts.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => l[0] != '#').ToHashSet(StringComparer.Ordinal);
    }
}
