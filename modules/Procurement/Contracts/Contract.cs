using System.Globalization;
using System.Text.Json;
using Marketplace.Procurement.Contracts;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement;

/// <summary>Where a contract stands.</summary>
internal enum ContractState
{
    /// <summary>履行中: concluded, delivery under way.</summary>
    Running,

    /// <summary>完了: all delivered, accepted and paid.</summary>
    Settled,
}

/// <summary>契約: one body, one seller, fixed when concluded. Joint procurement makes one for each body. Its <see cref="Entity.Id"/> is the id of its encumbrance.</summary>
internal sealed class Contract : Entity
{
    private readonly List<ContractStep> steps = [];

    private Contract()
    {
    }

    /// <summary>Shown number, "C-2026-" and the public id in capitals; unguessable, unlike a count.</summary>
    public string Number { get; private set; } = "";
    public string Title { get; private set; } = "";
    public Guid BuyerId { get; private set; }
    public string BuyerName { get; private set; } = "";
    public LocalGovernmentCode BuyerCode { get; private set; }
    public Guid SellerId { get; private set; }
    public string SellerName { get; private set; } = "";
    public FiscalYear FiscalYear { get; private set; }
    public string BudgetLine { get; private set; } = "";

    /// <summary>Whole term, without tax.</summary>
    public Money Net { get; private set; }
    public int TaxRatePercent { get; private set; }

    /// <summary>With tax; what is encumbered for it, over all its years.</summary>
    public Money Total { get; private set; }
    public DateOnly Start { get; private set; }
    public DateOnly End { get; private set; }

    /// <summary>With tax, by fiscal year, adding up to <see cref="Total"/>; empty when it ends within <see cref="FiscalYear"/>.</summary>
    public List<YearAmount> LaterParts { get; private set; } = [];

    /// <summary>By what right it binds later years; null within one.</summary>
    public LaterYearsBasis? Basis { get; private set; }

    /// <summary>Name of the ordinance or the authorised matter.</summary>
    public string BasisName { get; private set; } = "";

    /// <summary>Its amount by fiscal year, in order.</summary>
    public IReadOnlyList<YearAmount> Parts => LaterParts.Count > 0 ? LaterParts : [new YearAmount(FiscalYear, Total)];
    public ContractSource Source { get; private set; }
    public Guid SourceId { get; private set; }

    /// <summary>The offer (its immutable snapshot as JSON) that the contract is about.</summary>
    public string OfferJson { get; private set; } = "";
    public DateTimeOffset ConcludedAt { get; private set; }
    public ContractState State { get; private set; }

    /// <summary>検収済, with tax: what the purchasing account has accepted of it.</summary>
    public Money Accepted { get; private set; }

    /// <summary>支払済, with tax.</summary>
    public Money Paid { get; private set; }
    public IReadOnlyList<ContractStep> Steps => steps;

    /// <summary>Concludes a contract. The caller has encumbered its first year's part under the same id and publishes <see cref="Concluded"/>.</summary>
    public static Contract Conclude(ContractTerms terms, DateTimeOffset now)
    {
        var contract = new Contract
        {
            Id = terms.Id,
            Title = terms.Title,
            BuyerId = terms.Buyer.Id,
            BuyerName = terms.Buyer.Name,
            BuyerCode = terms.Buyer.Code!.Value,
            SellerId = terms.SellerId,
            SellerName = terms.SellerName,
            FiscalYear = terms.FiscalYear,
            BudgetLine = terms.BudgetLine,
            Net = terms.Net,
            TaxRatePercent = ConsumptionTax.StandardRate,
            Total = ConsumptionTax.Including(terms.Net),
            Start = terms.Start,
            End = terms.End,
            Source = terms.Source,
            SourceId = terms.SourceId,
            LaterParts = [.. terms.Parts],
            Basis = terms.Basis,
            BasisName = terms.BasisName,
            OfferJson = terms.OfferJson,
            ConcludedAt = now,
            State = ContractState.Running,
        };
        contract.Number = string.Create(CultureInfo.InvariantCulture, $"C-{terms.FiscalYear.Year}-{contract.PublicId[..6].ToUpperInvariant()}");
        contract.Note(ContractAct.Concluded, contract.Total, now.JapanDay(), now);
        return contract;
    }

    public ContractConcluded Concluded() => new(
        Id, PublicId, Number, Title, BuyerId, BuyerName, BuyerCode, SellerId, SellerName, FiscalYear, BudgetLine, Net, TaxRatePercent, Total, Start, End, Source, SourceId);

    /// <summary>検収: a part was delivered and the account has accepted it.</summary>
    public void Accept(Money total, DateOnly on, DateTimeOffset now)
    {
        Accepted += total;
        Note(ContractAct.Accepted, total, on, now);
    }

    /// <summary>支払: a part was paid and the account has recorded it.</summary>
    public void Pay(Money total, DateOnly on, DateTimeOffset now)
    {
        Paid += total;
        Note(ContractAct.Paid, total, on, now);
    }

    /// <summary>完了. What of the encumbrance was not needed (<see cref="Total"/> less <see cref="Accepted"/>) has been released.</summary>
    public void Settle(DateOnly on, DateTimeOffset now)
    {
        State = ContractState.Settled;
        Note(ContractAct.Settled, Total - Accepted, on, now);
    }

    /// <summary>検収済 in a fiscal year; an acceptance counts for the year of its day (地方自治法施行令143条). <see cref="Steps"/> must be loaded.</summary>
    public Money AcceptedIn(FiscalYear year) => steps.Where(s => s.Act == ContractAct.Accepted && FiscalYear.Of(s.On) == year).Sum(s => s.Amount);

    /// <summary>支払済 for what was accepted in a year: the oldest acceptances are paid first, as on the account.</summary>
    public Money PaidIn(FiscalYear year) => Spread(Money.Zero, Paid).Where(p => p.Year == year).Sum(p => p.Amount);

    /// <summary>A payment by the years whose acceptances it pays, oldest first.</summary>
    public IReadOnlyList<YearAmount> PaymentByYear(Money amount) => Spread(Paid, amount);

    // What comes after the first so-many yen of all acceptances in order of years.
    private List<YearAmount> Spread(Money after, Money amount)
    {
        var parts = new List<YearAmount>();
        var (from, to) = (after, after + amount);
        var begin = Money.Zero;
        foreach (var year in steps.Where(s => s.Act == ContractAct.Accepted).Select(s => FiscalYear.Of(s.On)).Distinct().Order())
        {
            var end = begin + AcceptedIn(year);
            var (low, high) = (from > begin ? from : begin, to < end ? to : end);
            if (high > low)
                parts.Add(new YearAmount(year, high - low));
            begin = end;
        }

        return parts;
    }

    private void Note(ContractAct act, Money amount, DateOnly on, DateTimeOffset now) =>
        steps.Add(new ContractStep { ContractId = Id, BuyerId = BuyerId, SellerId = SellerId, Act = act, Amount = amount, On = on, At = now });
}

/// <summary>What a contract is concluded on.</summary>
/// <param name="Id">Also the encumbrance's id.</param>
/// <param name="Net">Whole term without tax; tax is added at the standard rate.</param>
internal sealed record ContractTerms(
    Guid Id, string Title, OrganisationView Buyer, Guid SellerId, string SellerName, FiscalYear FiscalYear, string BudgetLine, Money Net,
    DateOnly Start, DateOnly End, ContractSource Source, Guid SourceId, string OfferJson)
{
    /// <summary>With tax, by fiscal year; empty for a contract within one. Adds up to the total.</summary>
    public IReadOnlyList<YearAmount> Parts { get; init; } = [];
    public LaterYearsBasis? Basis { get; init; }
    public string BasisName { get; init; } = "";
}

internal sealed class ContractTable : IEntityTypeConfiguration<Contract>
{
    public void Configure(EntityTypeBuilder<Contract> builder)
    {
        builder.ToTable("contract", t => t.HasCheckConstraint("ck_contract_amounts", "net > 0 and total >= net and paid >= 0 and accepted >= paid and total >= accepted"));
        builder.Property(c => c.Version).IsRowVersion();
        builder.HasIndex(c => c.PublicId).IsUnique();
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex(c => new { c.BuyerId, c.ConcludedAt });
        builder.HasIndex(c => new { c.SellerId, c.ConcludedAt });
        builder.HasIndex(c => new { c.Source, c.SourceId });
        // A joint procurement ends in one contract per body, a case in one at all.
        builder.HasIndex(c => c.SourceId).IsUnique().HasFilter("source = 'Case'").HasDatabaseName("ux_contract_of_case");
        builder.Property(c => c.OfferJson).HasColumnType("jsonb");
        builder.Ignore(c => c.Parts);
        builder.Property(c => c.LaterParts).HasColumnType("jsonb").HasDefaultValueSql("'[]'").HasConversion(
            parts => JsonSerializer.Serialize(parts, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<YearAmount>>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<List<YearAmount>>((a, b) => a!.SequenceEqual(b!), p => p.Count, p => p.ToList()));
        builder.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.ContractId);
    }

    /// <summary>Buyer and seller see their contracts, nobody else's.</summary>
    public static void Fence(ModelBuilder model, ProcurementDbContext db)
    {
        model.Entity<Contract>().HasQueryFilter(c => db.Actor.SeesAll || c.BuyerId == db.Actor.OrganisationId || c.SellerId == db.Actor.OrganisationId);
        model.Entity<ContractStep>().HasQueryFilter(c => db.Actor.SeesAll || c.BuyerId == db.Actor.OrganisationId || c.SellerId == db.Actor.OrganisationId);
    }
}
