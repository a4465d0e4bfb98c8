using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Step 2 for machines: a vendor's product system keeps its listings here. What is right is saved; submitting asks for everything, as on the pages.</summary>
internal static class ListingApi
{
    public static IEndpointRouteBuilder MapListings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/questions", Questions).Describe<QuestionSectionJson[]>(Act.Browse, "listQuestions", "The questions a listing answers, by section: of the open set, or of the set with that number", 404).WithEntityTag();
        routes.MapGet("/api/v1/listings", List).Describe<ListingsJson>(Act.DraftListings, "listOwnListings", "The own software (kind=software) or offers (kind=offer)");
        routes.MapGet("/api/v1/listings/{id}", Get).Describe<ListingJson>(Act.DraftListings, "readOwnListing", "An own listing with its working answers and the reviewer's comments", 404);
        routes.MapPost("/api/v1/listings", Start).DescribePost<ListingJson>(Act.DraftListings, "startListing", "Begin a software, or an offer when a software is named");
        routes.MapPost("/api/v1/listings/{id}/answers", Answer).DescribePost<SavedJson>(Act.DraftListings, "saveAnswers", "Save answers by question id; null removes one; wrong ones are named and not saved", 404, 412);
        routes.MapPost("/api/v1/listings/{id}/submission", Submit).DescribePost<ListingJson>(Act.DraftListings, "submitListing", "Hand a listing in for review", 404, 412);
        routes.MapPost("/api/v1/listings/{id}/renewal", Renew).DescribePost<ListingJson>(Act.DraftListings, "renewListing", "Take a listing over to the open question set, with the answers that it still takes", 404, 412);
        return routes;
    }

    private static async Task<IResult> Questions(int? set, CatalogueBasis basis, CancellationToken cancel) =>
        ApiResult.Found((set is null ? await basis.OpenSet(cancel) : (await basis.Sets(cancel)).FirstOrDefault(s => s.Version == set))?.Sections.Select(QuestionSectionJson.Of).ToArray());

    private static async Task<IResult> List(ReadOwnListings read, EntryKind? kind, int? page, CancellationToken cancel)
    {
        var (listings, total) = await read.Read(kind ?? EntryKind.Offer, Math.Clamp(page ?? 1, 1, 10_000), cancel);
        return Results.Ok(new ListingsJson(total, [.. listings.Select(l => new ListingLineJson(
            l.Entry.PublicId, l.Entry.Kind.ToString(), l.Entry.Title, l.SoftwareTitle, l.Entry.Work.ToString(), l.Entry.Live.ToString(), l.Completeness, l.Entry.ChangedAt))]));
    }

    private static async Task<IResult> Get(string id, ReadListing read, CancellationToken cancel) => ApiResult.Found(await read.Find(id, cancel) is { } view ? ListingJson.Of(view) : null);

    private static async Task<IResult> Start(StartBody body, OperationId operation, StartListing handler, ReadListing read, CancellationToken cancel)
    {
        var started = body.Software is { Length: > 0 } software
            ? await handler.Start(new StartOffer(operation.Value, software, body.Name), cancel)
            : await handler.Start(new StartSoftware(operation.Value, body.Name), cancel);
        return started.Ok ? await Get(started.Value, read, cancel) : ApiResult.Refused(started.Refusals);
    }

    private static async Task<IResult> Answer(string id, AnswersBody body, SaveAnswersHandler handler, Texts texts, CancellationToken cancel) =>
        ApiResult.Of(await handler.Handle(new SaveAnswers(id, body.Version, body.Answers ?? new Dictionary<string, JsonNode?>(StringComparer.Ordinal)), cancel),
            saved => new SavedJson(saved.Version, [.. saved.Wrong.Select(w => new WrongAnswer(w.Field ?? "", w.Code, texts[w]))]));

    private static async Task<IResult> Renew(string id, RenewalBody body, RenewListingHandler handler, CatalogueBasis basis, ReadListing read, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(new RenewListing(id, body.Version, (await basis.OpenSet(cancel)).Version), cancel), () => Get(id, read, cancel));

    private static async Task<IResult> Submit(string id, SubmissionBody body, SubmitListingHandler handler, ReadListing read, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(new SubmitListing(id, body.Version), cancel), () => Get(id, read, cancel));
}
