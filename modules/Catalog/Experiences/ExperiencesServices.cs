using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.Experiences;

internal static class ExperiencesServices
{
    public static IServiceCollection AddExperiences(this IServiceCollection services)
    {
        services.AddScoped<ExperienceActs>();
        services.AddScoped<ReadExperiences>();
        services.AddScoped<IWorkItems, ExperiencesWork>();
        services.AddScoped<IReviewDesks, ExperienceDesk>();
        return services;
    }

    public static IEndpointRouteBuilder MapExperiences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/services/{id}/experiences", OfService).Describe<ExperienceJson[]>(Act.Browse, "listExperiences", "What bodies tell of a service they use", 404);
        return routes;
    }

    private static async Task<IResult> OfService(string id, ReadExperiences experiences, Texts t, CancellationToken cancel) => ApiResult.Found(await experiences.Of(id, cancel) is not { } found ? null
        : found.Experiences.Select(e => new ExperienceJson(e.PublicId, e.BodyName, e.Prefecture, e.Population, found.Sellers[e.OfferId], e.Since, e.Users, e.ShowCost ? e.YearlyCost.Yen : null,
            ExperienceWords.Band(e.YearlyCost, t), e.Way.ToString(), e.Good, e.Hard, e.SharesSpecification, e.TakesContact, e.PublishedAt!.Value, e.ReplyState == ModerationState.Published ? e.Reply : null)).ToArray());
}

/// <param name="YearlyCost">Yen a year with tax; null where the body shows the band only.</param>
/// <param name="CostBand">In words, in the language asked for.</param>
/// <param name="Way">How it was bought: SmallNegotiated, Negotiated, NamedBidding, OpenBidding, Proposal or Joint.</param>
/// <param name="Reply">The seller's published reply, or null.</param>
internal sealed record ExperienceJson(string Id, string Body, string Prefecture, int Population, string Seller, int Since, int Users, long? YearlyCost, string CostBand, string Way, string Good, string Hard,
    bool SharesSpecification, bool TakesContact, DateTimeOffset PublishedAt, string? Reply);
