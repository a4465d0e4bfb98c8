using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Billing;

/// <summary>How a statement line found its invoice.</summary>
internal enum MatchedHow
{
    /// <summary>By <see cref="Matching"/>.</summary>
    Automatic,

    /// <summary>By a person.</summary>
    ByHand,
}

/// <summary>入金明細: a credit on a bank statement, entered by hand or imported. Belongs to whose account it is: a seller, or the operator.</summary>
internal sealed class StatementLine : Entity
{
    private StatementLine()
    {
    }

    public Guid OwnerId { get; private set; }
    public DateOnly Date { get; private set; }
    public Money Amount { get; private set; }

    /// <summary>振込依頼人, as the bank writes it.</summary>
    public string Payer { get; private set; } = "";

    /// <summary>Message or reference of the transfer; may be empty.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>SHA-256 over date, amount, payer, reference and which of equal lines it is; unique for its owner, so a file imported twice adds nothing.</summary>
    public string Hash { get; private set; } = "";
    public string EnteredBy { get; private set; } = "";
    public DateTimeOffset EnteredAt { get; private set; }
    public Guid? InvoiceId { get; private set; }
    public MatchedHow? Matched { get; private set; }
    public DateTimeOffset? MatchedAt { get; private set; }
    public string? MatchedBy { get; private set; }

    /// <param name="occurrence">1 for the first of equal lines of a file, 2 for the next, …</param>
    public static StatementLine Enter(NewStatementLine line, int occurrence, Actor by, DateTimeOffset now) => new()
    {
        Id = line.Id,
        OwnerId = by.OrganisationId,
        Date = line.Date,
        Amount = line.Amount,
        Payer = line.Payer.Trim(),
        Reference = line.Reference.Trim(),
        Hash = line.Hash(occurrence),
        EnteredBy = by.PersonName,
        EnteredAt = now,
    };

    public void Match(Invoice invoice, MatchedHow how, Actor by, DateTimeOffset now)
    {
        InvoiceId = invoice.Id;
        Matched = how;
        MatchedAt = now;
        MatchedBy = by.PersonName;
    }
}

/// <summary>A line as typed or read from a file.</summary>
internal sealed record NewStatementLine(Guid Id, DateOnly Date, Money Amount, string Payer, string Reference)
{
    /// <summary>What is wrong with it; fields named as in the form.</summary>
    public IEnumerable<Refusal> Faults(DateOnly today)
    {
        if (Date > today || Date.Year < 2000)
            yield return Refusal.Invalid("Input.Date", "line-date", "入金日は今日までの日付にしてください。");
        if (Amount <= Money.Zero || Amount > new Money(10_000_000_000_000))
            yield return Refusal.Invalid("Input.Amount", "line-amount", "金額は1円以上の整数で入力してください。");
        if (string.IsNullOrWhiteSpace(Payer) || Payer.Length > 100)
            yield return Refusal.Invalid("Input.Payer", "line-payer", "振込依頼人を100文字以内で入力してください。");
        if (Reference.Length > 200)
            yield return Refusal.Invalid("Input.Reference", "line-reference", "摘要は200文字以内で入力してください。");
    }

    public string Hash(int occurrence)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd}\n{Amount.Yen}\n{Plain(Payer)}\n{Plain(Reference)}\n{occurrence}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant();
}

internal sealed class StatementLineTable : IEntityTypeConfiguration<StatementLine>
{
    public void Configure(EntityTypeBuilder<StatementLine> builder)
    {
        builder.ToTable("statement_line", t => t.HasCheckConstraint("ck_statement_amount", "amount > 0"));
        builder.Property(l => l.Version).IsRowVersion();
        builder.HasIndex(l => l.PublicId).IsUnique();
        builder.HasIndex(l => new { l.OwnerId, l.Hash }).IsUnique();
        builder.HasIndex(l => l.InvoiceId).IsUnique();
        builder.HasIndex(l => new { l.OwnerId, l.Date });
        builder.HasOne<Invoice>().WithMany().HasForeignKey(l => l.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
