using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Marketplace.Shared;

/// <summary>適格請求書発行事業者の登録番号: "T" and 13 digits. A company's is T + its corporate number; a sole trader's is another number,
/// for which no check digit is published. A value that no published rule can fault is therefore accepted.</summary>
[JsonConverter(typeof(ParsableJson<InvoiceRegistrationNumber>))]
public readonly record struct InvoiceRegistrationNumber : IParsable<InvoiceRegistrationNumber>
{
    private readonly string? value;

    private InvoiceRegistrationNumber(string value) => this.value = value;

    /// <summary>The registration number of a company.</summary>
    public static InvoiceRegistrationNumber Of(CorporateNumber company) => new($"T{company}");

    /// <summary>Whether the digits are a corporate number with a right check digit; false for a sole trader's number.</summary>
    public bool IsCompany => CorporateNumber.TryParse(ToString()[1..], null, out _);

    /// <summary>Whether this number can belong to that company: companies must use their own corporate number.</summary>
    public bool BelongsTo(CorporateNumber company) => string.Equals(ToString(), $"T{company}", StringComparison.Ordinal);

    public static InvoiceRegistrationNumber Parse(string s) =>
        TryParse(s, null, out var number) ? number : throw new FormatException($"'{s}' is not T and 13 digits.");

    static InvoiceRegistrationNumber IParsable<InvoiceRegistrationNumber>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out InvoiceRegistrationNumber result)
    {
        result = default;
        if (s is not { Length: 14 } || s[0] != 'T' || s.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
            return false;
        result = new InvoiceRegistrationNumber(s);
        return true;
    }

    public override string ToString() => value ?? throw new InvalidOperationException("A default InvoiceRegistrationNumber has no value.");
}
