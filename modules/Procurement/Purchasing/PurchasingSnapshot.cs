using System.Collections.Immutable;
using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement;

/// <summary>An account as it stood at a version, so that a first use need not read the whole journal. Derived: it may be deleted at any time, and it counts
/// only while the journal's entry of that version has the same hash.</summary>
[Derived]
internal sealed class PurchasingSnapshot
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required LocalGovernmentCode Body { get; init; }
    public required long Version { get; init; }
    public required byte[] Hash { get; init; }
    public required string Account { get; init; }

    public static PurchasingSnapshot Of(LocalGovernmentCode body, JournalState state)
    {
        var account = state.Account;
        var parts = new Content(
            [.. account.Lines.OrderBy(l => l.Year).ThenBy(l => l.Line, StringComparer.Ordinal)], [.. account.Commitments.OrderBy(c => c.Id)],
            [.. account.Authorities.OrderBy(a => a.Id)], account.Ordinance);
        return new PurchasingSnapshot { Body = body, Version = state.Version, Hash = state.Hash, Account = JsonSerializer.Serialize(parts, Json) };
    }

    public JournalState Read()
    {
        var content = JsonSerializer.Deserialize<Content>(Account, Json)!;
        return new JournalState(PurchasingAccount.Of(content.Lines, content.Commitments, content.Authorities, content.Ordinance), Version, Hash);
    }

    private sealed record Content(
        ImmutableArray<BudgetLineFigures> Lines, ImmutableArray<Commitment> Commitments, ImmutableArray<DebtAuthority> Authorities, LongTermOrdinance? Ordinance);
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
