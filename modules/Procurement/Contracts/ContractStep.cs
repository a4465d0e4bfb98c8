using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement.Contracts;

/// <summary>What happened to a contract; one row of its history each.</summary>
internal enum ContractAct
{
    /// <summary>契約締結.</summary>
    Concluded,

    /// <summary>検収.</summary>
    Accepted,

    /// <summary>支払.</summary>
    Paid,

    /// <summary>完了; the amount is what was released.</summary>
    Settled,
}

/// <summary>One line of a contract's history.</summary>
internal sealed class ContractStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ContractId { get; init; }
    public Guid BuyerId { get; init; }
    public Guid SellerId { get; init; }
    public ContractAct Act { get; init; }
    public Money Amount { get; init; }

    /// <summary>The day it counts for.</summary>
    public DateOnly On { get; init; }

    /// <summary>When it was entered here.</summary>
    public DateTimeOffset At { get; init; }
}

internal sealed class ContractStepTable : IEntityTypeConfiguration<ContractStep>
{
    public void Configure(EntityTypeBuilder<ContractStep> builder)
    {
        builder.ToTable("contract_step");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.ContractId, s.At });
    }
}
