namespace Marketplace.Shared;

/// <summary>The body's accountant accepted a delivery (検収); the amount is fixed for the fiscal year of that day.</summary>
/// <param name="Total">With tax.</param>
public sealed record DeliveryAccepted(Guid DeliveryId, Guid ContractId, Money Total, DateOnly AcceptedOn) : IEvent;

/// <summary>An invoice was paid in full.</summary>
/// <param name="Total">With tax.</param>
public sealed record InvoicePaid(Guid InvoiceId, Guid ContractId, Money Total, DateOnly PaidOn) : IEvent;

/// <summary>All of a contract is delivered, invoiced and paid; what is left of its encumbrance (rounding of tax over several invoices) may be released.</summary>
public sealed record ContractSettled(Guid ContractId, DateOnly SettledOn) : IEvent;
