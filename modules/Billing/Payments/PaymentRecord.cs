using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Billing;

/// <summary>支払の記録: that the body's accountant ordered an invoice paid (支出命令), on which day and under which reference. One for each invoice, never changed.</summary>
internal sealed class PaymentRecord : Entity
{
    private PaymentRecord()
    {
    }

    public Guid InvoiceId { get; private set; }
    public Guid BuyerId { get; private set; }
    public Guid SellerId { get; private set; }

    /// <summary>Day of the transfer; may lie ahead, at most until the year's books close.</summary>
    public DateOnly PaidOn { get; private set; }
    public Money Amount { get; private set; }

    /// <summary>支出命令番号 or what else the body's books call it; may be empty.</summary>
    public string Reference { get; private set; } = "";
    public string RecorderName { get; private set; } = "";
    public DateTimeOffset RecordedAt { get; private set; }

    public static Result<PaymentRecord> Of(Guid id, Invoice invoice, DateOnly on, Money amount, string? reference, Actor by, DateTimeOffset now)
    {
        var faults = new List<Refusal>();
        if (on < invoice.IssuedOn)
            faults.Add(Refusal.Invalid("Input.On", "before-issue", "支払日は、請求日（{0}）以後の日付にしてください。", invoice.IssuedOn));
        else if (on > invoice.FiscalYear.BooksClose)
            faults.Add(Refusal.Invalid("Input.On", "books-closed", "支払日は、出納閉鎖日（{0}）までの日付にしてください。これより後は、この年度の予算から支払えません。", invoice.FiscalYear.BooksClose));
        if (amount != invoice.Total)
        {
            faults.Add(Refusal.Invalid("Input.Amount", "amount-differs", "支払額は請求額（{0}）と同じにしてください。差額は{1}です。分割や一部の支払いは登録できません。請求額が誤っているときは、支払わずに事業者に連絡してください。",
                invoice.Total, amount - invoice.Total));
        }

        if (reference?.Length > 100)
            faults.Add(Refusal.Invalid("Input.Reference", "reference-long", "整理番号は100文字以内で入力してください。"));
        if (faults.Count > 0)
            return Result<PaymentRecord>.No(faults);
        return new PaymentRecord
        {
            Id = id,
            InvoiceId = invoice.Id,
            BuyerId = invoice.BuyerId,
            SellerId = invoice.SellerId,
            PaidOn = on,
            Amount = amount,
            Reference = reference?.Trim() ?? "",
            RecorderName = by.PersonName,
            RecordedAt = now,
        };
    }
}

internal sealed class PaymentRecordTable : IEntityTypeConfiguration<PaymentRecord>
{
    public void Configure(EntityTypeBuilder<PaymentRecord> builder)
    {
        builder.ToTable("payment_record", t => t.HasCheckConstraint("ck_payment_amount", "amount > 0"));
        builder.Property(p => p.Version).IsRowVersion();
        builder.HasIndex(p => p.PublicId).IsUnique();
        builder.HasIndex(p => p.InvoiceId).IsUnique();
        builder.HasOne<Invoice>().WithMany().HasForeignKey(p => p.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
