namespace Marketplace.Billing;

/// <summary>The states' names, as keys of the texts.</summary>
internal static class Words
{
    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Reported => "検収待ち",
        DeliveryState.Accepted => "検収済",
        DeliveryState.Refused => "差戻し",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(InvoiceState state) => state switch
    {
        InvoiceState.Issued => "請求済",
        InvoiceState.PaymentOrdered => "支払手続中",
        InvoiceState.Paid => "入金確認済",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(Marketplace.Shared.TaxRounding rounding) => rounding switch
    {
        Marketplace.Shared.TaxRounding.Floor => "切捨て",
        Marketplace.Shared.TaxRounding.HalfUp => "四捨五入",
        Marketplace.Shared.TaxRounding.Ceiling => "切上げ",
        _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
    };

    public static string Of(AccountType type) => type switch
    {
        AccountType.Ordinary => "普通",
        AccountType.Current => "当座",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
