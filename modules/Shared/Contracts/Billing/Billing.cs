namespace Marketplace.Shared;

/// <summary>The body's accountant accepted a delivery (検収); the amount is fixed for the fiscal year of that day.</summary>
/// <param name="Total">With tax.</param>
public sealed record DeliveryAccepted(Guid DeliveryId, Guid ContractId, Money Total, DateOnly AcceptedOn) : IEvent;

/// <summary>An invoice was paid in full.</summary>
/// <param name="Total">With tax.</param>
/// <param name="PaidOn">The day the body paid (支払日), which decides whether the year's books were still open (出納閉鎖); the bank may credit it later.</param>
public sealed record InvoicePaid(Guid InvoiceId, Guid ContractId, Money Total, DateOnly PaidOn) : IEvent;

/// <summary>All of a contract is delivered, invoiced and paid; what is left of its encumbrance (tax rounded per invoice, or lines at the reduced rate) may be released.</summary>
/// <param name="Paid">Sum of all its invoices, with tax: whoever has not heard of so much yet must wait for events still on their way.</param>
public sealed record ContractSettled(Guid ContractId, Money Paid, DateOnly SettledOn) : IEvent;
