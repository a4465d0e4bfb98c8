using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>How an invoice's money is collected. Built in: bank transfer to the seller's own account, learned of by statement lines;
/// an engine may have the payer transfer to an account of its own instead.</summary>
public interface IPaymentCollector
{
    /// <summary>What the payer must do. Called whenever the invoice is shown: the same invoice always gets the same answer, and nothing is collected twice.</summary>
    Task<CollectionInstruction> Begin(InvoiceView invoice, CancellationToken cancel);
}

/// <summary>A transfer to make.</summary>
/// <param name="Reference">To be written into the transfer's message, so that the payment is matched by itself.</param>
/// <param name="Amount">With tax, in full.</param>
public sealed record CollectionInstruction(BankAccount Account, string Reference, Money Amount, DateOnly Due);

/// <summary>請求書払い: transfer to the account printed on the invoice, with the invoice's number as reference.</summary>
internal sealed class BankTransferCollector : IPaymentCollector
{
    public Task<CollectionInstruction> Begin(InvoiceView invoice, CancellationToken cancel) =>
        Task.FromResult(new CollectionInstruction(invoice.Document.Account, invoice.Document.Number, invoice.Document.Total, invoice.Document.DueOn));
}
