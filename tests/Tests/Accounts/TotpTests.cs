using System.Text;
using Marketplace.Accounts;
using Xunit;

namespace Marketplace.Tests.Accounts;

[Trait("Kind", "Fast")]
public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B (SHA-1), the last six of the eight digits there.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_values_of_the_standard(long seconds, string code)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.CodeOf(Key, Totp.StepOf(time)));
        Assert.Equal(Totp.StepOf(time), Totp.Match(Key, code, time));
        Assert.Equal(Totp.StepOf(time), Totp.Match(Key, code, time.AddSeconds(30)));
        Assert.Null(Totp.Match(Key, code, time.AddSeconds(90)));
        Assert.Null(Totp.Match(Key, "", time));
    }

    /// <summary>RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_of_the_standard(string plain, string text) => Assert.Equal(text, Totp.Base32(Encoding.ASCII.GetBytes(plain)));

    [Fact]
    public void A_recovery_code_works_once_however_it_is_typed()
    {
        var factor = SecondFactor.Of(Guid.CreateVersion7());
        var codes = factor.NewRecoveryCodes();
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.True(factor.UseRecoveryCode($" {codes[3].ToLowerInvariant().Replace("-", "　", StringComparison.Ordinal)} "));
        Assert.False(factor.UseRecoveryCode(codes[3]));
        Assert.Equal(9, factor.RecoveryHashes.Length);
        factor.NewRecoveryCodes();
        Assert.False(factor.UseRecoveryCode(codes[0]));
    }
}
