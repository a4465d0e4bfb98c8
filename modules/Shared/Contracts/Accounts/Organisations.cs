namespace Marketplace.Shared;

/// <summary>An organisation as the other modules see it.</summary>
/// <param name="Code">Six-digit code of a local government; null for vendors and the operator.</param>
/// <param name="Prefecture">Name of the prefecture it lies in, e.g. "岐阜県".</param>
/// <param name="Population">Persons, entered by hand with date and source; null where nobody has entered it.</param>
/// <param name="IsSample">Made up for demonstration; marked wherever it is shown.</param>
public sealed record OrganisationView(
    Guid Id, string PublicId, OrganisationKind Kind, string Name, string Kana, LocalGovernmentCode? Code, CorporateNumber? CorporateNumber,
    string Prefecture, string Address, int? Population, bool IsDesignatedCity, bool IsSample);

/// <summary>Reads organisations. Answers come from memory for a few seconds, so calling it once per row is cheap.</summary>
public interface IOrganisations
{
    Task<OrganisationView?> Find(Guid id, CancellationToken cancel);

    Task<OrganisationView?> FindByPublicId(string publicId, CancellationToken cancel);

    /// <summary>Those that exist among the ids, in no order.</summary>
    Task<IReadOnlyDictionary<Guid, OrganisationView>> FindMany(IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>The organisation with that corporate number (法人番号).</summary>
    Task<OrganisationView?> FindByCorporateNumber(CorporateNumber number, CancellationToken cancel);

    /// <summary>The local government with that code.</summary>
    Task<OrganisationView?> FindByCode(LocalGovernmentCode code, CancellationToken cancel);
}

/// <summary>A vendor organisation was registered, with its first administrator.</summary>
public sealed record VendorRegistered(Guid VendorId, string Name, string Kana, CorporateNumber CorporateNumber) : IEvent;
