using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Procurement.Cases;

/// <summary>Step 5 for machines, up to the request for approval: a body's document system opens and runs a case. Approving stays with people (決裁).</summary>
internal static class CaseApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/cases", List).Describe<CasesJson>(Act.ReadCases, "listCases", "The body's procurement cases; state: a state's name, open or ended");
        routes.MapGet("/api/v1/cases/{id}", Get).Describe<CaseJson>(Act.ReadCases, "readCase", "A case with its locked candidates and evidence hash", 404);
        routes.MapPost("/api/v1/cases", Open).DescribePost<CaseJson>(Act.RunCases, "openCase", "Open a case, with a search of the catalogue if one is given");
        routes.MapPost("/api/v1/cases/{id}/search", Search).DescribePost<CaseJson>(Act.RunCases, "saveSearch", "Save a search (query string of /services) to an open case", 404);
        routes.MapGet("/api/v1/cases/{id}/candidates", Candidates).Describe<CandidatesJson>(Act.RunCases, "previewCandidates", "What locking the saved search would take in; its fingerprint goes into the lock", 404);
        routes.MapPost("/api/v1/cases/{id}/lock", Lock).DescribePost<CaseJson>(Act.RunCases, "lockCase", "Lock the search: the candidates are copied for good", 404, 412);
        routes.MapPost("/api/v1/cases/{id}/choice", Choose).DescribePost<CaseJson>(Act.RunCases, "chooseCandidate", "Record which candidate is chosen and why", 404, 412);
        routes.MapPost("/api/v1/cases/{id}/approval-request", Request).DescribePost<CaseJson>(Act.RunCases, "requestApproval", "Ask the body's approver for approval", 404, 412);
    }

    private static async Task<IResult> List(FindCasesHandler handler, string? state, string? q, int? page, CancellationToken cancel)
    {
        var found = await handler.Handle(new FindCases(state ?? "", q ?? "", page ?? 1), cancel);
        return Results.Ok(new CasesJson(found.Total, found.Page, found.Pages,
            [.. found.Items.Select(c => new CaseLineJson(c.PublicId, c.Title, c.BodyName, c.RequesterName, c.State.ToString(), c.ReturnCode, c.Start, c.End, c.Total, c.ChangedAt))]));
    }

    private static async Task<IResult> Get(string id, ProcurementDbContext db, CancellationToken cancel)
    {
        // After a move the case is read again: its row has a new version.
        db.ChangeTracker.Clear();
        return ApiResult.Found(await db.FindCase(id, cancel) is { } c ? CaseJson.Of(c) : null);
    }

    private static async Task<IResult> Open(CaseBody body, OperationId operation, OpenCaseHandler handler, ProcurementDbContext db, CancellationToken cancel)
    {
        var opened = await handler.Handle(new OpenCase(operation.Value, body.Facts(), body.Search ?? ""), cancel);
        return opened.Ok ? await Get(opened.Value, db, cancel) : ApiResult.Refused(opened.Refusals);
    }

    private static async Task<IResult> Search(string id, SearchBody body, SaveSearchHandler handler, ProcurementDbContext db, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(new SaveSearch(id, body.Query ?? ""), cancel), () => Get(id, db, cancel));

    private static async Task<IResult> Candidates(string id, ProcurementDbContext db, ICatalogue catalogue, CancellationToken cancel)
    {
        if (await db.FindCase(id, cancel) is not { } found)
            return ApiResult.NotFound();
        var offers = found.Search is { } search && found.MayLock ? await catalogue.Find(search.Query, ProcurementCase.MaxCandidates, cancel) : new CandidateList(0, [], "");
        return Results.Ok(new CandidatesJson(LockCaseHandler.Fingerprint(offers), offers.Total, offers.InWords,
            [.. offers.Offers.Select((offer, i) => CandidateJson.Of(CaseCandidate.Of(found, i + 1, offer)))]));
    }

    private static async Task<IResult> Lock(string id, LockBody body, LockCaseHandler handler, ProcurementDbContext db, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(new LockCase(id, body.Version, body.Fingerprint ?? "", Confirmed: true), cancel), () => Get(id, db, cancel));

    private static async Task<IResult> Choose(string id, ChoiceBody body, ChooseCandidateHandler handler, ProcurementDbContext db, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(new ChooseCandidate(id, body.Version, body.Choice()), cancel), () => Get(id, db, cancel));

    private static async Task<IResult> Request(string id, VersionBody body, RequestApprovalHandler handler, ProcurementDbContext db, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(new RequestApproval(id, body.Version), cancel), () => Get(id, db, cancel));
}
