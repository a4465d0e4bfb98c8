using System.Text.Json.Serialization;
using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Procurement;

/// <summary>Step 6 for machines: bodies file their demand, sellers offer. Committing, calling for offers and awarding are decisions of people, on the pages.</summary>
internal static class JointActsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/joint-procurements/{id}", Get).Describe<JointJson>(Act.ReadJointProcurements, "readJointProcurement", "A joint procurement with the own participation or offer", 404);
        routes.MapPost("/api/v1/joint-procurements/{id}/demand", File).DescribePost<JointJson>(Act.FileDemand, "fileDemand", "File the own body's demand, or change it while it is not committed", 404, 412);
        routes.MapPost("/api/v1/joint-procurements/{id}/offer", Offer).DescribePost<JointJson>(Act.OfferToJointProcurements, "offerVolumePrice", "Offer a volume price, or change it before the deadline", 404, 412);
    }

    private static async Task<IResult> Get(string id, JointReads reads, CancellationToken cancel) =>
        ApiResult.Found(await reads.Show(id, cancel) is { } view ? JointJson.Of(view) : null);

    private static async Task<IResult> File(string id, DemandBody body, OperationId operation, FileDemand handler, JointReads reads, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(new DemandFiling(id, body.Terms(operation.Value), body.Version), cancel), () => Get(id, reads, cancel));

    private static async Task<IResult> Offer(string id, OfferBody body, OperationId operation, SubmitOffer handler, JointReads reads, CancellationToken cancel) =>
        await ApiResult.Of(await handler.Handle(body.Submission(operation.Value, id), cancel), () => Get(id, reads, cancel));
}

/// <summary>As on the page.</summary>
/// <param name="Version">Of the own participation as read; 0 when filing for the first time.</param>
/// <param name="StartMonth">First day of a month.</param>
/// <param name="Ceiling">上限額, with tax.</param>
internal sealed record DemandBody(uint Version, int Users, int Population, DateOnly StartMonth, string? BudgetLine, Money Ceiling)
{
    public DemandTerms Terms(Guid id) => new(id, Users, Population, StartMonth, BudgetLine ?? "", Ceiling);
}

/// <param name="Version">Of the own offer as read; 0 for the first.</param>
/// <param name="Service">Id of one of the seller's published services in the category.</param>
/// <param name="Initial">Once for all bodies together, without tax.</param>
/// <param name="Basis">What the bands count: TotalUsers or Bodies.</param>
internal sealed record OfferBody(
    uint Version, string? Service, Money Initial, [property: JsonConverter(typeof(JsonStringEnumConverter<VolumeBasis>))] VolumeBasis Basis, IReadOnlyList<VolumeTier?>? Tiers, string? Comment)
{
    public OfferSubmission Submission(Guid id, string joint) => new(id, joint, Service ?? "", new VolumePrice(Initial, Basis, [.. (Tiers ?? []).OfType<VolumeTier>()]), Comment?.Trim() ?? "", Version);
}

/// <param name="Bodies">With numbers only for those who may see them.</param>
internal sealed record JointJson(
    string Id, string Title, string Category, string Specification, string Lead, FiscalYear FiscalYear, string State, DateOnly DemandDeadline, DateOnly OfferDeadline, DateOnly StartMonth,
    IReadOnlyList<JointBodyJson> Bodies, ParticipationJson? Own, JointOfferJson? OwnOffer, string? Winner)
{
    public static JointJson Of(JointView view)
    {
        var joint = view.Joint;
        return new JointJson(joint.PublicId, joint.Title, joint.Category, joint.Specification, joint.LeadName, joint.FiscalYear, view.State.ToString(), joint.DemandDeadline, joint.OfferDeadline, joint.StartMonth,
            [.. view.Rows.Select(p => new JointBodyJson(p.BodyName, p.BodyCode, p.State.ToString(), view.SeesNumbers ? p.Users : null, view.SeesNumbers ? p.Population : null))],
            view.Own is { } own ? new ParticipationJson(own.Version, own.State.ToString(), own.Users, own.Population, own.StartMonth, own.BudgetLine, own.Ceiling, own.Missing, own.ShareNet, own.ShareTotal, view.OwnContract) : null,
            view.OwnOffer is { } offer ? new JointOfferJson(offer.Version, offer.ListingPublicId, offer.Price.Initial, offer.Price.Basis.ToString(), offer.Price.Tiers, offer.Comment, offer.ChangedAt) : null,
            view.Winner);
    }
}

internal sealed record JointBodyJson(string Name, LocalGovernmentCode Code, string State, int? Users, int? Population);

/// <param name="Missing">What the budget line lacked, when the commitment was refused.</param>
internal sealed record ParticipationJson(
    uint Version, string State, int Users, int Population, DateOnly StartMonth, string BudgetLine, Money Ceiling, Money? Missing, Money? ShareNet, Money? ShareTotal, string? Contract);

internal sealed record JointOfferJson(uint Version, string Service, Money Initial, string Basis, IReadOnlyList<VolumeTier> Tiers, string Comment, DateTimeOffset ChangedAt);
