using Marketplace.Shared;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Procurement.Cases;

/// <summary>A case as machines read it; money in whole yen.</summary>
internal sealed record CaseJson(
    string Id, string Title, string Purpose, string State, string ReturnCode, string Body, LocalGovernmentCode BodyCode, string Requester, int Users, int Population,
    DateOnly Start, DateOnly End, FiscalYear FiscalYear, string BudgetLine, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt, SearchJson? Search, string EvidenceHash,
    DateTimeOffset? LockedAt, IReadOnlyList<CandidateJson> Candidates, int? Chosen, string ChoiceReason, ProcurementMethod? Method, int? Ground, Ceilings.CeilingCategory Category, Money Net, Money Total,
    string Approver, DateTimeOffset? ApprovedAt, string Contract);

internal sealed record SearchJson(int Round, string Query, string InWords, long Found, DateTimeOffset SavedAt);

internal sealed record CandidateJson(int Position, string Service, int Version, string Name, string Seller, Money Net, Money Total, string ContentHash);

/// <summary>The read-only JSON interface of cases.</summary>
internal static class CaseApi
{
    public static async Task<IResult> List(FindCasesHandler handler, string? state, string? q, int? page, CancellationToken cancel)
    {
        var found = await handler.Handle(new FindCases(state ?? "", q ?? "", page ?? 1), cancel);
        return Results.Ok(new
        {
            found.Total,
            found.Page,
            found.Pages,
            Items = found.Items.Select(c => new { Id = c.PublicId, c.Title, Body = c.BodyName, Requester = c.RequesterName, State = c.State.ToString(), c.ReturnCode, c.Start, c.End, c.Total, c.ChangedAt }),
        });
    }

    public static async Task<IResult> Get(string id, ProcurementDbContext db, CancellationToken cancel) =>
        await db.FindCase(id, cancel) is { } c ? Results.Ok(Json(c)) : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "not-found");

    private static CaseJson Json(ProcurementCase c) => new(
        c.PublicId, c.Title, c.Purpose, c.State.ToString(), c.ReturnCode, c.BodyName, c.BodyCode, c.RequesterName, c.Users, c.Population,
        c.Start, c.End, c.FiscalYear, c.BudgetLine, c.OpenedAt, c.ChangedAt,
        c.Search is { } s ? new SearchJson(s.Round, s.Query, s.InWords, s.Found, s.SavedAt) : null, c.EvidenceHash, c.LockedAt,
        [.. c.Candidates.Select(o => new CandidateJson(o.Position, o.Offer.PublicId, o.OfferVersion, o.Name, o.SellerName, o.Net, o.Total, o.ContentHash))],
        c.ChosenPosition, c.ChoiceReason, c.Method, c.Ground, c.Category, c.Net, c.Total, c.ApproverName, c.ApprovedAt, c.ContractPublicId);
}
