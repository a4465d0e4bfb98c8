using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>Open data on joint procurements: what is bought together, by whom, until when; amounts and the seller only once awarded.</summary>
internal static class JointApi
{
    private const int Most = 100;

    public static IEndpointRouteBuilder MapJointProcurements(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/joint-procurements", List).Describe<JointOpenData>(Act.Browse, "listJointProcurements", "Joint procurements, newest first; amounts only after the award");
        JointActsApi.Map(routes);
        return routes;
    }

    /// <param name="page">From 1; 100 per page.</param>
    private static async Task<JointOpenData> List(ProcurementDbContext db, CancellationToken cancel, int page = 1)
    {
        var all = db.Set<JointProcurement>().AsNoTracking();
        var total = await all.CountAsync(cancel);
        var joints = await all.OrderByDescending(j => j.OpenedAt).ThenBy(j => j.Id).Skip((Math.Clamp(page, 1, 10_000) - 1) * Most).Take(Most).WithTotals().ToListAsync(cancel);
        var won = joints.Select(j => j.Joint.AwardedOfferId).OfType<Guid>().ToList();
        var sellers = await db.Set<JointOffer>().IgnoreQueryFilters().Where(o => won.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.SellerName, cancel);
        var now = await db.DatabaseNow(cancel);
        return new JointOpenData(total, [.. joints.Select(row => Item(row.Joint, row.Bodies, row.Users))]);

        JointOpenItem Item(JointProcurement j, int bodies, int users) => new(
            j.PublicId, j.Title, j.Category, j.LeadName, j.LeadCode, j.FiscalYear, j.StateAt(now).ToString(), j.DemandDeadline, j.OfferDeadline, j.StartMonth, j.FiscalYear.LastDay,
            bodies, j.State is JointState.Gathering or JointState.Cancelled ? null : users, j.AwardedOfferId is { } id ? sellers[id] : null, j.AwardedNet, j.AwardedTotal, j.AwardedAt);
    }
}

internal sealed record JointOpenData(int Total, IReadOnlyList<JointOpenItem> Items);

/// <param name="Users">Of all bodies together; null before the demand is fixed, when it could be one body's number.</param>
/// <param name="Net">Of all bodies together, without tax; null before the award.</param>
/// <param name="AmountTotal">With tax; null before the award.</param>
internal sealed record JointOpenItem(
    string Id, string Title, string Category, string Lead, LocalGovernmentCode LeadCode, FiscalYear FiscalYear, string State, DateOnly DemandDeadline, DateOnly OfferDeadline,
    DateOnly Start, DateOnly End, int Bodies, int? Users, string? Seller, Money? Net, Money? AmountTotal, DateTimeOffset? AwardedAt);
