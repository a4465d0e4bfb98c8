using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement;

/// <summary>An account as it stood at a version, so that a first use need not read the whole journal. Derived: it may be deleted at any time, and it counts
/// only while the journal's entry of that version has the same hash.</summary>
[Derived]
internal sealed class PurchasingSnapshot
{
    // Thousands of commitments are loaded at once, so names are short and what is zero is left out.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public required LocalGovernmentCode Body { get; init; }
    public required long Version { get; init; }
    public required byte[] Hash { get; init; }
    public required string Account { get; init; }

    public static PurchasingSnapshot Of(LocalGovernmentCode body, JournalState state)
    {
        var account = state.Account;
        var content = new Content(
            [.. account.Lines.OrderBy(l => l.Year).ThenBy(l => l.Line, StringComparer.Ordinal)],
            [.. account.Commitments.OrderBy(c => c.Id).Select(Bound.Of)],
            [.. account.Authorities.OrderBy(a => a.Id)], account.Ordinance);
        return new PurchasingSnapshot { Body = body, Version = state.Version, Hash = state.Hash, Account = JsonSerializer.Serialize(content, Json) };
    }

    public JournalState Read()
    {
        var content = JsonSerializer.Deserialize<Content>(Account, Json)!;
        return new JournalState(PurchasingAccount.Of(content.Lines, content.Bound.Select(b => b.Commitment()), content.Authorities, content.Ordinance), Version, Hash);
    }

    private sealed record Content(BudgetLineFigures[] Lines, Bound[] Bound, DebtAuthority[] Authorities, LongTermOrdinance? Ordinance);

    /// <param name="I">Id.</param>
    /// <param name="S">Subject.</param>
    /// <param name="L">Line.</param>
    /// <param name="P">Yearly parts.</param>
    /// <param name="N">Promises for later years.</param>
    private sealed record Bound(Guid I, string S, string L, Part[]? P, LaterYears? N)
    {
        public static Bound Of(Commitment c) => new(c.Id, c.Subject, c.Line, [.. c.Parts.Select(p => new Part(
            p.Year.Year, p.Line == c.Line ? null : p.Line, p.Subject == c.Subject ? null : p.Subject, p.Reserved.Yen, p.Outstanding.Yen, p.Accepted.Yen, p.Paid.Yen))], c.Later);

        public Commitment Commitment() => new(I, S, L, [.. (P ?? []).Select(p => new Encumbrance(
            I, new FiscalYear(p.Y), p.L ?? L, p.S ?? S, new Money(p.R), new Money(p.O), new Money(p.A), new Money(p.X)))], N);
    }

    /// <param name="Y">Fiscal year.</param>
    /// <param name="L">Line, where it is not the commitment's.</param>
    /// <param name="S">Subject, where it is not the commitment's.</param>
    /// <param name="R">Reserved.</param>
    /// <param name="O">Outstanding.</param>
    /// <param name="A">Accepted.</param>
    /// <param name="X">Paid.</param>
    private sealed record Part(int Y, string? L, string? S, long R, long O, long A, long X);
}

internal sealed class PurchasingSnapshotTable : IEntityTypeConfiguration<PurchasingSnapshot>
{
    public void Configure(EntityTypeBuilder<PurchasingSnapshot> builder)
    {
        builder.ToTable("purchasing_snapshot");
        builder.HasKey(s => s.Body).HasName("pk_purchasing_snapshot");
        builder.Property(s => s.Body).HasMaxLength(6).IsFixedLength(false);
        builder.Property(s => s.Account).HasColumnType("json");
    }
}
