using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Billing;

/// <summary>Accounts of the double-entry ledger (勘定科目).</summary>
internal enum Account
{
    /// <summary>売掛金: what the seller is owed.</summary>
    Receivable,

    /// <summary>売上, without tax.</summary>
    Sales,

    /// <summary>仮受消費税.</summary>
    TaxReceived,

    /// <summary>預金 of seller or body.</summary>
    Bank,

    /// <summary>未払金: what the body owes.</summary>
    Payable,

    /// <summary>費用 of the body, tax included: a local government does not deduct input tax line by line.</summary>
    Expense,
}

/// <summary>What is booked.</summary>
internal enum LedgerEvent
{
    /// <summary>Invoice issued: receivable of the seller, payable of the body.</summary>
    Issue,

    /// <summary>Paid out by the body.</summary>
    PayOut,

    /// <summary>Received by the seller.</summary>
    PayIn,
}

/// <summary>One row of the append-only ledger. The rows of one transaction (invoice, event, organisation) have equal sums of debit and credit.</summary>
internal sealed class LedgerEntry
{
    private LedgerEntry()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid InvoiceId { get; private init; }
    public LedgerEvent Event { get; private init; }
    public Guid OrganisationId { get; private init; }
    public Account Account { get; private init; }

    /// <summary>借方; zero when the row is a credit.</summary>
    public Money Debit { get; private init; }

    /// <summary>貸方.</summary>
    public Money Credit { get; private init; }
    public DateTimeOffset At { get; private init; }

    public static IEnumerable<LedgerEntry> ForIssue(Invoice invoice, DateTimeOffset now) =>
    [
        .. Of(invoice, LedgerEvent.Issue, invoice.SellerId, now, [(Account.Receivable, invoice.Total)], [(Account.Sales, invoice.Net), (Account.TaxReceived, invoice.Tax)]),
        .. Of(invoice, LedgerEvent.Issue, invoice.BuyerId, now, [(Account.Expense, invoice.Total)], [(Account.Payable, invoice.Total)]),
    ];

    public static IEnumerable<LedgerEntry> ForPayOut(Invoice invoice, DateTimeOffset now) =>
        Of(invoice, LedgerEvent.PayOut, invoice.BuyerId, now, [(Account.Payable, invoice.Total)], [(Account.Bank, invoice.Total)]);

    public static IEnumerable<LedgerEntry> ForPayIn(Invoice invoice, DateTimeOffset now) =>
        Of(invoice, LedgerEvent.PayIn, invoice.SellerId, now, [(Account.Bank, invoice.Total)], [(Account.Receivable, invoice.Total)]);

    private static IEnumerable<LedgerEntry> Of(
        Invoice invoice, LedgerEvent what, Guid organisation, DateTimeOffset now, (Account Account, Money Amount)[] debits, (Account Account, Money Amount)[] credits)
    {
        if (debits.Sum(d => d.Amount) != credits.Sum(c => c.Amount))
            throw new InvalidOperationException($"Booking {what} of invoice {invoice.Number} does not balance.");
        LedgerEntry Row(Account account, Money debit, Money credit) =>
            new() { InvoiceId = invoice.Id, Event = what, OrganisationId = organisation, Account = account, Debit = debit, Credit = credit, At = now };
        return [.. debits.Select(d => Row(d.Account, d.Amount, Money.Zero)), .. credits.Where(c => c.Amount != Money.Zero).Select(c => Row(c.Account, Money.Zero, c.Amount))];
    }
}

internal sealed class LedgerEntryTable : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger_entry", t => t.HasCheckConstraint("ck_ledger_one_side", "(debit > 0 and credit = 0) or (debit = 0 and credit > 0)"));
        builder.HasIndex(e => new { e.InvoiceId, e.Event, e.OrganisationId, e.Account }).IsUnique();
        builder.HasIndex(e => new { e.OrganisationId, e.Account });
    }
}
