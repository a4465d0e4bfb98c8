using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Billing;

/// <summary>Where a delivery stands.</summary>
internal enum DeliveryState
{
    /// <summary>納品報告済（検収待ち): the seller gave the completion notice (完了届).</summary>
    Reported,

    /// <summary>検収済: the body's accountant found it as agreed (検査調書).</summary>
    Accepted,

    /// <summary>差戻し: it was not as agreed; its amount may be reported again.</summary>
    Refused,
}

/// <summary>納品: what a seller reports as performed under a contract. Never edited: a refused one stays, the next report is a new delivery.</summary>
internal sealed class Delivery : Entity
{
    /// <summary>Days the body has for the inspection after the report (支払遅延防止法5条, 物品・役務).</summary>
    public const int InspectionDays = 10;

    private Delivery()
    {
    }

    public Guid ContractId { get; private set; }
    public Guid BuyerId { get; private set; }
    public Guid SellerId { get; private set; }

    /// <summary>第n回 of its contract, from 1.</summary>
    public int Number { get; private set; }
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public string Description { get; private set; } = "";
    public IReadOnlyList<DeliveryLine> Lines { get; private set; } = [];

    /// <summary>The issuer's choice at the time of the report; its invoice uses the same, so acceptance and invoice agree to the yen.</summary>
    public TaxRounding Rounding { get; private set; }
    public Money Net { get; private set; }
    public Money Tax { get; private set; }
    public Money Total { get; private set; }
    public DeliveryState State { get; private set; }
    public DateTimeOffset ReportedAt { get; private set; }
    public string ReporterName { get; private set; } = "";

    /// <summary>Date of the inspection (検査年月日), which decides the fiscal year.</summary>
    public DateOnly? InspectedOn { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? InspectorName { get; private set; }

    /// <summary>Findings on acceptance, reason on refusal.</summary>
    public string? Remark { get; private set; }

    public DateOnly ReportedOn => ReportedAt.JapanDay();
    public DateOnly InspectionDue => ReportedOn.AddDays(InspectionDays);
    public IReadOnlyList<RateSum> Rates => TaxByRate.Of(Lines, Rounding);

    public bool InspectionOverdue(DateOnly today) => State == DeliveryState.Reported && today > InspectionDue;

    /// <summary>Reports a delivery, taking its amount out of what remains of the contract.</summary>
    public static Result<Delivery> Report(Guid id, BillableContract contract, DeliveryReport report, TaxRounding rounding, Actor by, DateTimeOffset now)
    {
        var today = now.JapanDay();
        if (!contract.FiscalYear.Contains(today))
        {
            return today < contract.FiscalYear.FirstDay
                ? Refusal.Conflict("year-not-begun", "この契約は{0}年度の予算によるため、納品の報告は{1}からできます。", contract.FiscalYear.Year, contract.FiscalYear.FirstDay)
                : Refusal.Conflict("year-over", "この契約の会計年度は{0}で終わったため、納品を報告できません。発注した団体の会計担当に相談してください。", contract.FiscalYear.LastDay);
        }

        var faults = report.Faults(contract).ToArray();
        if (faults.Length > 0)
            return Result<Delivery>.No(faults);
        var rates = TaxByRate.Of(report.Lines, rounding);
        var net = rates.Sum(r => r.Net);
        var total = rates.Sum(r => r.Total);
        var number = contract.Reserve(net, total);
        if (!number.Ok)
            return Result<Delivery>.No(number.Refusals);
        return new Delivery
        {
            Id = id,
            ContractId = contract.Id,
            BuyerId = contract.BuyerId,
            SellerId = contract.SellerId,
            Number = number.Value,
            From = report.From,
            To = report.To,
            Description = report.Description.Trim(),
            Lines = [.. report.Lines],
            Rounding = rounding,
            Net = net,
            Tax = total - net,
            Total = total,
            ReportedAt = now,
            ReporterName = by.PersonName,
        };
    }

    /// <summary>検収. The date is not before the report, not in the future and within the contract's fiscal year, else the year's budget could not pay it.</summary>
    public Result Accept(BillableContract contract, DateOnly on, string? findings, Actor by, DateTimeOffset now)
    {
        if (Decided(DeliveryState.Accepted) is { } already)
            return already;
        if (WhyNotOn(on, contract.FiscalYear, now.JapanDay()) is { } no)
            return no;
        Decide(DeliveryState.Accepted, on, findings, by, now);
        contract.Accept(Net);
        return Result.Done;
    }

    /// <summary>差戻し, with the reason the seller needs; the amount can be reported again.</summary>
    public Result Refuse(BillableContract contract, DateOnly on, string reason, Actor by, DateTimeOffset now)
    {
        if (Decided(DeliveryState.Refused) is { } already)
            return already;
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 1000)
            return Refusal.Invalid("Input.Remark", "reason-missing", "差し戻す理由を1,000文字以内で入力してください。事業者に伝わり、報告し直すときの手がかりになります。");
        if (on < ReportedOn || on > now.JapanDay())
            return Refusal.Invalid("Input.On", "inspection-date", "検査日は、報告を受けた{0}から今日までの日付にしてください。", ReportedOn);
        Decide(DeliveryState.Refused, on, reason, by, now);
        contract.GiveBack(Net, Total);
        return Result.Done;
    }

    private Refusal? WhyNotOn(DateOnly on, FiscalYear year, DateOnly today) =>
        on < ReportedOn ? Refusal.Invalid("Input.On", "inspection-before-report", "検査日は、納品の報告を受けた{0}以後の日付にしてください。", ReportedOn)
        : on > year.LastDay ? Refusal.Invalid("Input.On", "inspection-after-year", "検査日は会計年度の末日（{0}）までにしてください。これより後の検査は、この年度の予算では支払えません。", year.LastDay)
        : on > today ? Refusal.Invalid("Input.On", "inspection-in-future", "検査日は今日までの日付にしてください。")
        : null;

    /// <summary>A repeat of the same decision is done already; the opposite one comes too late.</summary>
    private Result? Decided(DeliveryState wanted) =>
        State == DeliveryState.Reported ? default(Result?)
        : State == wanted ? Result.Done
        : (Result)Refusal.Conflict("already-decided", State == DeliveryState.Accepted ? "この納品はすでに検収されています。" : "この納品はすでに差し戻されています。");

    private void Decide(DeliveryState state, DateOnly on, string? remark, Actor by, DateTimeOffset now)
    {
        State = state;
        InspectedOn = on;
        Remark = string.IsNullOrWhiteSpace(remark) ? null : remark.Trim();
        InspectorName = by.PersonName;
        DecidedAt = now;
    }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("delivery", t => t.HasCheckConstraint("ck_delivery_amounts", "net > 0 and tax >= 0 and total = net + tax"));
        builder.Property(d => d.Version).IsRowVersion();
        builder.Ignore(d => d.Rates);
        builder.HasIndex(d => d.PublicId).IsUnique();
        builder.HasIndex(d => new { d.ContractId, d.Number }).IsUnique();
        builder.HasIndex(d => new { d.SellerId, d.State });
        builder.HasIndex(d => new { d.BuyerId, d.State });
        builder.HasOne<BillableContract>().WithMany().HasForeignKey(d => d.ContractId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(d => d.Lines).HasColumnType("jsonb").HasConversion(
            lines => JsonSerializer.Serialize(lines, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<DeliveryLine[]>(json, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<DeliveryLine>>((a, b) => a!.SequenceEqual(b!), l => l.Count, l => l));
    }
}
