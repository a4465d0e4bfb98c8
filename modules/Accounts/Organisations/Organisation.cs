using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>A local government (団体), a vendor (事業者) or the operator (運営者). People act for exactly one at a time.</summary>
internal sealed class Organisation : Entity
{
    private Organisation()
    {
    }

    public OrganisationKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string Kana { get; private set; } = "";
    public LocalGovernmentCode? Code { get; private set; }
    public CorporateNumber? CorporateNumber { get; private set; }
    public string Prefecture { get; private set; } = "";
    public string Address { get; private set; } = "";
    public string Site { get; private set; } = "";

    /// <summary>Persons; entered by hand with <see cref="PopulationNote"/> saying date and source. No list with populations is shipped.</summary>
    public int? Population { get; private set; }
    public string PopulationNote { get; private set; } = "";

    /// <summary>政令指定都市; has the thresholds of a prefecture (施行令 別表第五).</summary>
    public bool IsDesignatedCity { get; private set; }
    public bool IsSample { get; private set; }

    public static Organisation LocalGovernment(LocalGovernmentCode code, string name, string kana, string prefecture, bool designatedCity, string site) => new()
    {
        Kind = code.IsPrefecture ? OrganisationKind.Prefecture : OrganisationKind.Municipality,
        Name = name,
        Kana = kana,
        Code = code,
        CorporateNumber = Shared.CorporateNumber.Of(code),
        Prefecture = prefecture,
        IsDesignatedCity = designatedCity,
        Site = site,
    };

    public static Organisation Vendor(Guid id, string name, string kana, CorporateNumber number, string prefecture, string address, bool sample) => new()
    {
        Id = id,
        Kind = OrganisationKind.Vendor,
        Name = name,
        Kana = kana,
        CorporateNumber = number,
        Prefecture = prefecture,
        Address = address,
        IsSample = sample,
    };

    public static Organisation Operator(string name) => new() { Kind = OrganisationKind.Operator, Name = name };

    /// <param name="persons">1 or more.</param>
    /// <param name="note">As of when and from where; shown beside the figure.</param>
    public void EnterPopulation(int persons, string note)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(persons);
        Population = persons;
        PopulationNote = note;
    }

    public OrganisationView View() => new(
        Id, PublicId, Kind, Name, Kana, Code, CorporateNumber, Prefecture, Address, Population, IsDesignatedCity, IsSample);
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisation", t => t.HasCheckConstraint("ck_organisation_population", "population > 0"));
        builder.Property(o => o.Version).IsRowVersion();
        builder.HasIndex(o => o.PublicId).IsUnique();
        builder.HasIndex(o => o.Code).IsUnique();
        builder.HasIndex(o => o.CorporateNumber).IsUnique();
        builder.HasIndex(o => o.Kind);
    }
}
