using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Marketplace.Shared;

/// <summary>全国地方公共団体コード: two digits prefecture, three digits body, one check digit. Always six digits, leading zeros kept.
/// Source: 総務省「全国地方公共団体コード」; the check digit is the last digit of 11 − (6a+5b+4c+3d+2e mod 11).</summary>
[JsonConverter(typeof(ParsableJson<LocalGovernmentCode>))]
public readonly record struct LocalGovernmentCode : IParsable<LocalGovernmentCode>, IComparable<LocalGovernmentCode>
{
    private readonly string? value;

    private LocalGovernmentCode(string value) => this.value = value;

    /// <summary>The two-digit prefecture part, "01" (北海道) to "47" (沖縄県).</summary>
    public string Prefecture => ToString()[..2];

    /// <summary>Whether the code names a prefecture itself (body part 000).</summary>
    public bool IsPrefecture => string.Equals(ToString()[2..5], "000", StringComparison.Ordinal);

    /// <summary>A designated city (政令指定都市) or one of its wards: body part 100-199 outside Tokyo, whose 101-123 are special wards.</summary>
    public bool IsDesignatedCity => string.CompareOrdinal(ToString()[2..5], "100") >= 0 && string.CompareOrdinal(ToString()[2..5], "199") <= 0 && !string.Equals(Prefecture, "13", StringComparison.Ordinal);

    /// <summary>The check digit that belongs to the first five digits.</summary>
    /// <exception cref="ArgumentException">Not five ASCII digits.</exception>
    public static int CheckDigit(ReadOnlySpan<char> fiveDigits)
    {
        if (fiveDigits.Length != 5 || fiveDigits.ContainsAnyExceptInRange('0', '9'))
            throw new ArgumentException("Five ASCII digits are needed.", nameof(fiveDigits));
        var sum = 0;
        for (var i = 0; i < 5; i++)
            sum += (6 - i) * (fiveDigits[i] - '0');
        return (11 - sum % 11) % 10;
    }

    public static LocalGovernmentCode Parse(string s) =>
        TryParse(s, null, out var code) ? code : throw new FormatException($"'{s}' is not a local-government code with a correct check digit.");

    static LocalGovernmentCode IParsable<LocalGovernmentCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LocalGovernmentCode result)
    {
        result = default;
        if (s is not { Length: 6 } || s.AsSpan().ContainsAnyExceptInRange('0', '9') || CheckDigit(s.AsSpan(0, 5)) != s[5] - '0')
            return false;
        if (string.CompareOrdinal(s, "01") < 0 || string.CompareOrdinal(s, "48") >= 0)
            return false;
        result = new LocalGovernmentCode(s);
        return true;
    }

    public int CompareTo(LocalGovernmentCode other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? throw new InvalidOperationException("A default LocalGovernmentCode has no value.");
}
