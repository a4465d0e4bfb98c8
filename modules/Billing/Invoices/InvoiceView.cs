using System.Text.Json.Serialization;
using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>Where an invoice stands. Overdue is not a state: it follows from the due date.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvoiceState>))]
public enum InvoiceState
{
    /// <summary>請求済: issued, and received by the body on the same day.</summary>
    Issued,

    /// <summary>支払手続中: the body's accountant recorded the payment order (支出命令).</summary>
    PaymentOrdered,

    /// <summary>入金確認済: a statement line was matched to it (消込).</summary>
    Paid,
}

/// <summary>One line as printed. <paramref name="Reduced"/> lines carry ※ (軽減税率対象).</summary>
public sealed record InvoiceLineView(string Text, int Quantity, string Unit, Money UnitPrice, Money Net, int TaxRatePercent, bool Reduced);

/// <summary>What an invoice says, fixed for good when it is issued. The six items of a qualified invoice (消費税法57条の4第1項):
/// issuer and registration number; period of the transaction; contents with the reduced rate marked; sum and rate per rate; tax per rate; recipient.</summary>
/// <param name="ReceivedOn">The body receives it here on the day of issue; the payment term counts from then.</param>
/// <param name="InspectedOn">Date of acceptance (検収).</param>
public sealed record InvoiceDocument(
    string Number, DateOnly IssuedOn, string IssuerName, InvoiceRegistrationNumber RegistrationNumber, string IssuerAddress, string RecipientName,
    string ContractNumber, string Title, int DeliveryNumber, DateOnly From, DateOnly To, IReadOnlyList<InvoiceLineView> Lines, IReadOnlyList<RateSum> Rates,
    [property: JsonConverter(typeof(JsonStringEnumConverter<TaxRounding>))] TaxRounding Rounding,
    Money Net, Money Tax, Money Total, DateOnly InspectedOn, DateOnly ReceivedOn, DateOnly DueOn, BankAccount Account);

/// <summary>An invoice and where it stands.</summary>
/// <param name="ContentHash">SHA-256 (hex) of the stored document.</param>
/// <param name="OrderedOn">Date of payment the body's accountant recorded.</param>
/// <param name="PaidOn">Date of the statement line.</param>
public sealed record InvoiceView(
    Guid Id, string PublicId, InvoiceState State, bool Overdue, DateOnly? OrderedOn, DateOnly? PaidOn, string ContentHash, InvoiceDocument Document);
