using System.Text.Json.Serialization;
using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>A case as machines read it; money in whole yen.</summary>
/// <param name="Version">Of what was read; a move carries it, and is refused (412) when somebody changed the case since.</param>
/// <param name="Right">By what right it crosses fiscal years: "long-term" or the id of a 債務負担行為; null within one.</param>
/// <param name="Contract">Id of the contract it ended in; empty before.</param>
internal sealed record CaseJson(
    string Id, uint Version, string Title, string Purpose, string State, string ReturnCode, string Body, LocalGovernmentCode BodyCode, string Requester, int Users, int Population,
    DateOnly Start, DateOnly End, string? Right, FiscalYear FiscalYear, string BudgetLine, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt, SearchJson? Search, string EvidenceHash,
    DateTimeOffset? LockedAt, IReadOnlyList<CandidateJson> Candidates, int? Chosen, string ChoiceReason, string? Method, int? Ground, Money Net, Money Total,
    string Approver, DateTimeOffset? ApprovedAt, string Contract)
{
    public static CaseJson Of(ProcurementCase c) => new(
        c.PublicId, c.Version, c.Title, c.Purpose, c.State.ToString(), c.ReturnCode, c.BodyName, c.BodyCode, c.RequesterName, c.Users, c.Population,
        c.Start, c.End, c.Right?.FieldValue, c.FiscalYear, c.BudgetLine, c.OpenedAt, c.ChangedAt,
        c.Search is { } s ? new SearchJson(s.Round, s.Query, s.InWords, s.Found, s.SavedAt) : null, c.EvidenceHash, c.LockedAt,
        [.. c.Candidates.Select(CandidateJson.Of)],
        c.ChosenPosition, c.ChoiceReason, c.Method?.ToString(), c.Ground, c.Net, c.Total, c.ApproverName, c.ApprovedAt, c.ContractPublicId);
}

internal sealed record SearchJson(int Round, string Query, string InWords, long Found, DateTimeOffset SavedAt);

internal sealed record CandidateJson(int Position, string Service, int Version, string Name, string Seller, Money Net, Money Total, string ContentHash)
{
    public static CandidateJson Of(CaseCandidate o) => new(o.Position, o.Offer.PublicId, o.OfferVersion, o.Name, o.SellerName, o.Net, o.Total, o.ContentHash);
}

internal sealed record CasesJson(int Total, int Page, int Pages, IReadOnlyList<CaseLineJson> Items);

internal sealed record CaseLineJson(
    string Id, string Title, string Body, string Requester, string State, string ReturnCode, DateOnly Start, DateOnly End, Money Total, DateTimeOffset ChangedAt);

/// <param name="Fingerprint">Changes when another offer, version or order is found.</param>
internal sealed record CandidatesJson(string Fingerprint, long Total, string InWords, IReadOnlyList<CandidateJson> Items);

/// <summary>A case to open: as on the page.</summary>
/// <param name="BudgetLine">"2026/02-01-05-13": fiscal year and code; empty while not yet decided.</param>
/// <param name="Right">When the term crosses 31 March: "long-term" (長期継続契約) or the id of a 債務負担行為.</param>
/// <param name="Search">Query string of /services, e.g. "?q=文書管理".</param>
internal sealed record CaseBody(string? Title, string? Purpose, int? Users, int? Population, DateOnly? Start, DateOnly? End, string? BudgetLine, string? Search, string? Right = null)
{
    public CaseFacts Facts() => new(Title?.Trim() ?? "", Purpose?.Trim() ?? "", Users, Population, Start, End, BudgetLine ?? "", Right ?? "");
}

internal sealed record SearchBody(string? Query);

/// <param name="Fingerprint">Of the candidates that were looked at.</param>
internal sealed record LockBody(uint Version, string? Fingerprint);

/// <param name="Position">Of the chosen candidate, from 1.</param>
/// <param name="Ground">Number of 施行令167条の2第1項, 1 to 9, where the method needs one.</param>
/// <param name="Others">Why not the others, by position.</param>
/// <param name="Category">Which ceiling of small negotiated contracts applies.</param>
internal sealed record ChoiceBody(
    uint Version, int? Position, string? Reason, [property: JsonConverter(typeof(JsonStringEnumConverter<ProcurementMethod>))] ProcurementMethod? Method, int? Ground, string? MethodReason,
    IReadOnlyDictionary<int, string?>? Others, [property: JsonConverter(typeof(JsonStringEnumConverter<Ceilings.CeilingCategory>))] Ceilings.CeilingCategory? Category = null)
{
    public Choice Choice() => new(Position, Reason?.Trim() ?? "", Method, Ground, MethodReason?.Trim() ?? "",
        [.. (Others ?? new Dictionary<int, string?>()).OrderBy(o => o.Key).Select(o => new NotChosen(o.Key, o.Value?.Trim() ?? ""))], Category);
}

internal sealed record VersionBody(uint Version);
