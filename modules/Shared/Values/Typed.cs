using System.Text;

namespace Marketplace.Shared;

/// <summary>What people type, made fit to keep and compare. Never throws; null is "".</summary>
public static class Typed
{
    /// <summary>One line as typed, without outer blanks; line breaks become blanks. For names, whose characters must not be replaced by look-alikes.</summary>
    public static string Line(string? typed) => string.Join(' ', (typed ?? "").Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim(' ', '　');

    /// <summary>A number, address or code: full-width characters become their ordinary twins (NFKC), outer blanks go.</summary>
    public static string Code(string? typed) => Line(typed).Normalize(NormalizationForm.FormKC).Trim();

    /// <summary>Several lines as typed, with plain line breaks and without outer blanks.</summary>
    public static string Text(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>An e-mail address as the forms accept it: one "@", a host with a dot, at most 254 characters (RFC 5321).</summary>
    public static bool IsEmail(string typed) =>
        typed.Length <= 254 && System.Net.Mail.MailAddress.TryCreate(typed, out var address) && string.Equals(address.Address, typed, StringComparison.Ordinal)
        && address.Host.Contains('.', StringComparison.Ordinal) && !typed.Contains(' ', StringComparison.Ordinal);
}
