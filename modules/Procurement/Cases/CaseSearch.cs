using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement.Cases;

/// <summary>検索の記録: a search saved to a case. The newest round counts; earlier ones stay as history. Never changed.</summary>
internal sealed class CaseSearch
{
    public Guid CaseId { get; init; }

    /// <summary>1, 2, ... within the case.</summary>
    public int Round { get; init; }
    public Guid BodyId { get; init; }

    /// <summary>Query string of the search page, e.g. "?q=文書管理".</summary>
    public required string Query { get; init; }

    /// <summary>The search in words, as the catalogue put it then.</summary>
    public required string InWords { get; init; }

    /// <summary>How many offers it found then.</summary>
    public long Found { get; init; }
    public DateTimeOffset SavedAt { get; init; }
    public Guid? PersonId { get; init; }
    public required string PersonName { get; init; }
}

/// <summary>One line of a case's history.</summary>
internal sealed class CaseStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CaseId { get; init; }
    public Guid BodyId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null for the system.</summary>
    public Guid? PersonId { get; init; }
    public required string PersonName { get; init; }
    public CaseAct Act { get; init; }

    /// <summary>Where the case stood afterwards.</summary>
    public CaseState After { get; init; }

    /// <summary>A person's words as typed, or (<see cref="PersonId"/> null) a text of the product with places for <see cref="Values"/>.</summary>
    public string Comment { get; init; } = "";
    public string[] Values { get; init; } = [];
}

internal sealed class CaseSearchTable : IEntityTypeConfiguration<CaseSearch>
{
    public void Configure(EntityTypeBuilder<CaseSearch> builder)
    {
        builder.ToTable("case_search");
        builder.HasKey(s => new { s.CaseId, s.Round });
    }
}

internal sealed class CaseStepTable : IEntityTypeConfiguration<CaseStep>
{
    public void Configure(EntityTypeBuilder<CaseStep> builder)
    {
        builder.ToTable("case_step");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.CaseId, s.At });
    }
}
