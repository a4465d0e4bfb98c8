using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Accounts;

/// <summary>Keeps the apps' keys encrypted, at rest and while a set-up form is open: a page that only shows a new key writes nothing.</summary>
internal sealed class AppKeys(IDataProtectionProvider protection)
{
    private static readonly TimeSpan OfferLasts = TimeSpan.FromMinutes(30);

    public string Protect(byte[] key) => Stored.Protect(Convert.ToBase64String(key));

    public byte[] Unprotect(string stored) => Convert.FromBase64String(Stored.Unprotect(stored));

    /// <summary>A new key for that person's form; worth nothing for anybody else's and after half an hour.</summary>
    public string Offer(Guid person, byte[] key) => Offered(person).Protect(Convert.ToBase64String(key), OfferLasts);

    /// <summary>The offered key; null when the form was open too long or was not this person's.</summary>
    public byte[]? Take(Guid person, string? offer)
    {
        try
        {
            return string.IsNullOrEmpty(offer) ? null : Convert.FromBase64String(Offered(person).Unprotect(offer));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Stored => protection.CreateProtector("Accounts.SecondFactor.Key");

    private ITimeLimitedDataProtector Offered(Guid person) => protection.CreateProtector("Accounts.SecondFactor.Offer", person.ToString()).ToTimeLimitedDataProtector();
}
