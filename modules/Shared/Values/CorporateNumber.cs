using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Marketplace.Shared;

/// <summary>法人番号: 13 digits, the first of them a check digit over the other twelve (平成26年財務省令70号):
/// d = 9 − (Σ Pn·Qn mod 9), P counted from the right, Q = 1 for odd places and 2 for even ones; d is 1 to 9.</summary>
[JsonConverter(typeof(ParsableJson<CorporateNumber>))]
public readonly record struct CorporateNumber : IParsable<CorporateNumber>
{
    private readonly string? value;

    private CorporateNumber(string value) => this.value = value;

    /// <summary>The check digit (1 to 9) that belongs before twelve digits.</summary>
    /// <exception cref="ArgumentException">Not twelve ASCII digits.</exception>
    public static int CheckDigit(ReadOnlySpan<char> twelveDigits)
    {
        if (twelveDigits.Length != 12 || twelveDigits.ContainsAnyExceptInRange('0', '9'))
            throw new ArgumentException("Twelve ASCII digits are needed.", nameof(twelveDigits));
        var sum = 0;
        for (var place = 1; place <= 12; place++)
            sum += (twelveDigits[12 - place] - '0') * (place % 2 == 1 ? 1 : 2);
        return 9 - sum % 9;
    }

    /// <summary>The number of a local government: check digit + 000020 + its six-digit code. Holds for prefectures, municipalities and their unions.</summary>
    public static CorporateNumber Of(LocalGovernmentCode code)
    {
        var twelve = $"000020{code}";
        return new CorporateNumber($"{CheckDigit(twelve)}{twelve}");
    }

    public static CorporateNumber Parse(string s) =>
        TryParse(s, null, out var number) ? number : throw new FormatException($"'{s}' is not a corporate number with a correct check digit.");

    static CorporateNumber IParsable<CorporateNumber>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CorporateNumber result)
    {
        result = default;
        if (s is not { Length: 13 } || s.AsSpan().ContainsAnyExceptInRange('0', '9') || CheckDigit(s.AsSpan(1)) != s[0] - '0')
            return false;
        result = new CorporateNumber(s);
        return true;
    }

    public override string ToString() => value ?? throw new InvalidOperationException("A default CorporateNumber has no value.");
}
