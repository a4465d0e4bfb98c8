using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Billing;

/// <summary>契約, as billing needs it: filled once by <see cref="ContractConcluded"/>, then the sums of what was delivered, accepted, invoiced and paid.
/// Its id and public id are the contract's own. The sums only move while the row is locked (<see cref="BillingDbContext.Lock(Guid,CancellationToken)"/>),
/// and a CHECK keeps paid ≤ invoiced ≤ accepted ≤ delivered ≤ net.</summary>
internal sealed class BillableContract : Entity
{
    private BillableContract()
    {
    }

    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public Guid BuyerId { get; private set; }
    public string BuyerName { get; private set; } = "";
    public LocalGovernmentCode BuyerCode { get; private set; }
    public Guid SellerId { get; private set; }
    public string SellerName { get; private set; } = "";
    public FiscalYear FiscalYear { get; private set; }

    /// <summary>Whole term without tax.</summary>
    public Money Net { get; private set; }
    public int TaxRatePercent { get; private set; }

    /// <summary>With tax; what the body encumbered (支出負担行為). Deliveries with tax never exceed it.</summary>
    public Money Total { get; private set; }
    public DateOnly Start { get; private set; }
    public DateOnly End { get; private set; }

    /// <summary>The day billing learned of it, which is the day it was concluded; decides the rate of late interest.</summary>
    public DateOnly ConcludedOn { get; private set; }

    /// <summary>How many deliveries were reported, refused ones included; numbers them 第1回, 第2回, …</summary>
    public int DeliveryCount { get; private set; }

    /// <summary>Reported and not refused, without tax.</summary>
    public Money DeliveredNet { get; private set; }

    /// <summary>The same with tax, as each delivery rounds it.</summary>
    public Money DeliveredTotal { get; private set; }
    public Money AcceptedNet { get; private set; }
    public Money InvoicedNet { get; private set; }
    public Money PaidNet { get; private set; }

    /// <summary>The day the last invoice of the whole contract was found paid.</summary>
    public DateOnly? SettledOn { get; private set; }

    public Money RemainingNet => Net - DeliveredNet;

    public static BillableContract Of(ContractConcluded happened, DateOnly today) => new()
    {
        Id = happened.ContractId,
        PublicId = happened.PublicId,
        Number = happened.Number,
        Title = happened.Title,
        BuyerId = happened.BuyerId,
        BuyerName = happened.BuyerName,
        BuyerCode = happened.BuyerCode,
        SellerId = happened.SellerId,
        SellerName = happened.SellerName,
        FiscalYear = happened.FiscalYear,
        Net = happened.Net,
        TaxRatePercent = happened.TaxRatePercent,
        Total = happened.Total,
        Start = happened.Start,
        End = happened.End,
        ConcludedOn = today,
    };

    /// <summary>Takes a delivery's amount out of what remains, or says by how much it is too large. Returns the delivery's number.</summary>
    public Result<int> Reserve(Money net, Money total)
    {
        if (net > RemainingNet)
            return Refusal.Conflict("over-contract", "納品の合計（税抜{0}）が、契約のまだ納品していない額（税抜{1}）を{2}超えています。数量か単価を見直してください。", net, RemainingNet, net - RemainingNet);
        if (DeliveredTotal + total > Total)
        {
            return Refusal.Conflict("over-contract-tax", "消費税の端数処理により、税込の合計が契約の税込額を{0}超えます。契約の税込額は切捨てで計算されています。請求情報の端数処理を「切捨て」にするか、明細を見直してください。",
                DeliveredTotal + total - Total);
        }

        DeliveredNet += net;
        DeliveredTotal += total;
        return ++DeliveryCount;
    }

    /// <summary>A refused delivery's amount can be delivered again.</summary>
    public void GiveBack(Money net, Money total)
    {
        DeliveredNet -= net;
        DeliveredTotal -= total;
    }

    public void Accept(Money net) => AcceptedNet += net;

    public void Invoice(Money net) => InvoicedNet += net;

    /// <summary>Counts an invoice as paid; true exactly once, when with it the whole contract is delivered, invoiced and paid.</summary>
    public bool Pay(Money net, DateOnly on)
    {
        PaidNet += net;
        if (PaidNet < Net || SettledOn is not null)
            return false;
        SettledOn = on;
        return true;
    }
}

internal sealed class BillableContractTable : IEntityTypeConfiguration<BillableContract>
{
    public void Configure(EntityTypeBuilder<BillableContract> builder)
    {
        builder.ToTable("contract", t =>
        {
            t.HasCheckConstraint("ck_contract_sums", "0 <= paid_net and paid_net <= invoiced_net and invoiced_net <= accepted_net and accepted_net <= delivered_net and delivered_net <= net");
            t.HasCheckConstraint("ck_contract_total", "0 <= delivered_total and delivered_total <= total");
        });
        builder.Property(c => c.Version).IsRowVersion();
        builder.HasIndex(c => c.PublicId).IsUnique();
        builder.HasIndex(c => c.BuyerId);
        builder.HasIndex(c => c.SellerId);
    }
}
