using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement.Ceilings;

/// <summary>Kinds of contract that 地方自治法施行令別表第五 tells apart.</summary>
internal enum CeilingCategory
{
    /// <summary>工事又は製造の請負.</summary>
    Works,

    /// <summary>財産の買入れ.</summary>
    Purchase,

    /// <summary>物件の借入れ.</summary>
    Lease,

    /// <summary>財産の売払い.</summary>
    Sale,

    /// <summary>物件の貸付け.</summary>
    LettingOut,

    /// <summary>前各号に掲げるもの以外のもの: services, entrusted work.</summary>
    Other,
}

/// <summary>The order's two classes of bodies.</summary>
internal enum BodyClass
{
    /// <summary>都道府県及び指定都市.</summary>
    Large,

    /// <summary>市町村 (指定都市を除く。).</summary>
    Small,
}

/// <summary>政令の額: above it no body's rules may go. From the seed; a value that nobody has read at its source is neither shown nor enforced.</summary>
internal sealed class LegalCeiling
{
    public BodyClass Class { get; init; }
    public CeilingCategory Category { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>予定価格, with tax.</summary>
    public Money Amount { get; set; }
    public bool Verified { get; set; }
    public string Source { get; set; } = "";
}

/// <summary>規則で定める額: what one body set for a category from a day on. A correction is a further revision; the highest counts. Never changed (trigger).</summary>
internal sealed class BodyCeiling
{
    /// <summary>From the form; submitted twice, the first row is the answer.</summary>
    public Guid Id { get; init; }
    public LocalGovernmentCode BodyCode { get; init; }
    public CeilingCategory Category { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>1, 2, ... of the same category and day.</summary>
    public int Revision { get; init; }

    /// <summary>予定価格, with tax.</summary>
    public Money Amount { get; init; }

    /// <summary>Which rule of the body says so.</summary>
    public required string Source { get; init; }

    /// <summary>Null for the seed.</summary>
    public Guid? PersonId { get; init; }
    public string PersonName { get; init; } = "";
    public DateTimeOffset EnteredAt { get; init; }
}

internal sealed class LegalCeilingTable : IEntityTypeConfiguration<LegalCeiling>
{
    public void Configure(EntityTypeBuilder<LegalCeiling> builder)
    {
        builder.ToTable("legal_ceiling", t => t.HasCheckConstraint("ck_legal_ceiling_amount", "amount > 0"));
        builder.HasKey(c => new { c.Class, c.Category, c.ValidFrom });
    }
}

internal sealed class BodyCeilingTable : IEntityTypeConfiguration<BodyCeiling>
{
    public void Configure(EntityTypeBuilder<BodyCeiling> builder)
    {
        builder.ToTable("body_ceiling", t => t.HasCheckConstraint("ck_body_ceiling", "amount > 0 and revision > 0"));
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.BodyCode, c.Category, c.ValidFrom, c.Revision }).IsUnique();
        builder.Property(c => c.BodyCode).HasMaxLength(6).IsFixedLength(false);
    }

    /// <summary>A body sees its own settings only.</summary>
    public static void Fence(ModelBuilder model, ProcurementDbContext db) =>
        model.Entity<BodyCeiling>().HasQueryFilter(c => db.Actor.SeesAll || c.BodyCode == db.Actor.BodyCode);
}

/// <summary>Settings are evidence for the contracts made under them: the database itself refuses to change or delete them.</summary>
internal sealed class CeilingTriggers : IAfterMigrate
{
    public async Task Run(Npgsql.NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new Npgsql.NpgsqlCommand(
            "create or replace trigger ceiling_immutable before update or delete on procurement.body_ceiling for each row execute function shared.refuse_change();", connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
