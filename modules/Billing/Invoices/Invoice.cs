using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Billing;

/// <summary>適格請求書. One for each accepted delivery, so that the tax the body accepted is the tax it is invoiced, to the yen.
/// The document never changes once issued: a trigger (<see cref="BillingImmutable"/>) lets only the state columns move.</summary>
internal sealed class Invoice : Entity
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private InvoiceDocument? document;

    private Invoice()
    {
    }

    public Guid ContractId { get; private set; }
    public Guid DeliveryId { get; private set; }
    public Guid BuyerId { get; private set; }
    public Guid SellerId { get; private set; }
    public string BuyerName { get; private set; } = "";
    public string SellerName { get; private set; } = "";

    /// <summary>Prefix of the vendor, year, running number without gaps: "K7PMR-2026-0001".</summary>
    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public FiscalYear FiscalYear { get; private set; }
    public Money Net { get; private set; }
    public Money Total { get; private set; }
    public DateOnly IssuedOn { get; private set; }
    public DateOnly DueOn { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>The <see cref="InvoiceDocument"/> as JSON, kept as text because the hash is over these very bytes.</summary>
    public string Content { get; private set; } = "";
    public string ContentHash { get; private set; } = "";
    public InvoiceState State { get; private set; }
    public DateOnly? OrderedOn { get; private set; }
    public DateOnly? PaidOn { get; private set; }
    public DateTimeOffset? PaidAt { get; private set; }

    public Money Tax => Total - Net;

    public InvoiceDocument Document => document ??= JsonSerializer.Deserialize<InvoiceDocument>(Content, Json)!;

    public bool Overdue(DateOnly today) => State != InvoiceState.Paid && today > DueOn;

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>What an invoice for the delivery would say; the page to check before issuing shows it without a number.</summary>
    public static InvoiceDocument Draft(BillableContract contract, Delivery delivery, VendorBillingProfile profile, string number, DateOnly today) => new(
        number, today, profile.LegalName, profile.RegistrationNumber, profile.Address, contract.BuyerName, contract.Number, contract.Title, delivery.Number,
        delivery.From, delivery.To, [.. delivery.Lines.Select(l => l.View())],
        delivery.Rates, delivery.Rounding, delivery.Net, delivery.Tax, delivery.Total, delivery.InspectedOn!.Value, today,
        DueDate.Of(today, delivery.InspectionDue, delivery.InspectedOn.Value), profile.Account);

    /// <summary>Issues it. The delivery must have been accepted and not invoiced, which the handler has seen under the contract's lock.</summary>
    public static Invoice Issue(Guid id, BillableContract contract, Delivery delivery, InvoiceDocument document, DateTimeOffset now)
    {
        var content = JsonSerializer.Serialize(document, Json);
        contract.Invoice(delivery.Net);
        return new Invoice
        {
            Id = id,
            ContractId = contract.Id,
            DeliveryId = delivery.Id,
            BuyerId = contract.BuyerId,
            SellerId = contract.SellerId,
            BuyerName = contract.BuyerName,
            SellerName = document.IssuerName,
            Number = document.Number,
            Title = contract.Title,
            FiscalYear = contract.FiscalYear,
            Net = document.Net,
            Total = document.Total,
            IssuedOn = document.IssuedOn,
            DueOn = document.DueOn,
            IssuedAt = now,
            Content = content,
            ContentHash = HashOf(content),
        };
    }

    /// <summary>支出命令: the body's accountant ordered the payment for that day.</summary>
    public void OrderPayment(DateOnly on)
    {
        State = InvoiceState.PaymentOrdered;
        OrderedOn = on;
    }

    /// <summary>The day the body paid money that the bank credited on <paramref name="credited"/>: as its accountant recorded it, where it was recorded and not for later.</summary>
    public DateOnly PaidByBody(DateOnly credited) => OrderedOn is { } ordered && ordered < credited ? ordered : credited;

    /// <summary>Why money credited on that day cannot settle it: without a payment recorded before, it would count for a year whose books are closed.</summary>
    public Refusal? WhyNotCredited(DateOnly on) => PaidByBody(on) <= FiscalYear.BooksClose
        ? null
        : Refusal.Conflict("paid-day-unknown", "入金日（{0}）が{1}年度の出納閉鎖日（{2}）より後です。支払った団体の会計担当が支払日を登録してから、消し込んでください。", on, FiscalYear.Year, FiscalYear.BooksClose);

    /// <summary>消込: the money arrived on that day.</summary>
    public void Pay(DateOnly on, DateTimeOffset now)
    {
        State = InvoiceState.Paid;
        PaidOn = on;
        PaidAt = now;
    }

    public InvoiceView View(DateOnly today) => new(Id, PublicId, State, Overdue(today), OrderedOn, PaidOn, ContentHash, Document);
}

/// <summary>The last invoice number of a vendor in a calendar year.</summary>
internal sealed class InvoiceCounter
{
    public Guid SellerId { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}

internal sealed class InvoiceTable : IEntityTypeConfiguration<Invoice>, IEntityTypeConfiguration<InvoiceCounter>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("invoice", t => t.HasCheckConstraint("ck_invoice_amounts", "net > 0 and total >= net"));
        builder.Property(i => i.Version).IsRowVersion();
        builder.Ignore(i => i.Document);
        builder.HasIndex(i => i.PublicId).IsUnique();
        builder.HasIndex(i => i.Number).IsUnique();
        builder.HasIndex(i => i.DeliveryId).IsUnique();
        builder.HasIndex(i => i.ContractId);
        builder.HasIndex(i => new { i.SellerId, i.State, i.DueOn });
        builder.HasIndex(i => new { i.BuyerId, i.State, i.DueOn });
        builder.HasOne<Delivery>().WithMany().HasForeignKey(i => i.DeliveryId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<InvoiceCounter> builder)
    {
        builder.ToTable("invoice_counter");
        builder.HasKey(c => new { c.SellerId, c.Year });
    }
}
