using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>Reads joint procurements for the actor.</summary>
internal sealed class JointReads(ProcurementDbContext db, ICatalogue catalogue, Texts texts)
{
    public const int PageSize = 20;

    /// <summary>How much of the history a page shows; with a thousand bodies each of them leaves several lines.</summary>
    private const int LatestHistory = 200;

    /// <summary>One joint procurement as the actor may see it; null if there is none of that public id.</summary>
    /// <param name="ownPartOnly">For a page on the own part: the other bodies and the history are not read.</param>
    public async Task<JointView?> Show(string publicId, CancellationToken cancel, bool ownPartOnly = false)
    {
        var actor = db.Actor;
        var all = db.Set<JointProcurement>().AsNoTracking().AsSplitQuery();
        all = ownPartOnly
            ? all.Include(j => j.Participants.Where(p => p.BodyId == actor.OrganisationId))
            : all.Include(j => j.Participants).Include(j => j.History.OrderByDescending(h => h.At).ThenByDescending(h => h.Id).Take(LatestHistory));
        var joint = await all.SingleOrDefaultAsync(j => j.PublicId == publicId, cancel);
        if (joint is null)
            return null;
        var now = await db.DatabaseNow(cancel);
        var own = actor.IsVendor ? await db.Set<JointOffer>().AsNoTracking().SingleOrDefaultAsync(o => o.ProcurementId == joint.Id && o.SellerId == actor.OrganisationId, cancel) : null;
        // Who won is public after the award, whatever else of the offers is not.
        var winner = joint.AwardedOfferId is { } won ? await db.Set<JointOffer>().IgnoreQueryFilters().Where(o => o.Id == won).Select(o => o.SellerName).SingleAsync(cancel) : null;
        var contract = joint.ParticipantOf(actor.OrganisationId)?.ContractId is { } id
            ? await db.Set<Contract>().IgnoreQueryFilters().Where(c => c.Id == id).Select(c => c.PublicId).SingleOrDefaultAsync(cancel)
            : null;
        var view = new JointView(joint, joint.StateAt(now), now, await CategoryName(joint.Category, cancel), actor, own, winner, contract, []);
        return view with { History = HistoryOf(view) };
    }

    /// <summary>A page of the list, newest first.</summary>
    /// <param name="state">Only this state; null for all.</param>
    /// <param name="category">Group or leaf code; null for all.</param>
    /// <param name="ours">Only those the actor's organisation leads, takes part in or offered to.</param>
    public async Task<(IReadOnlyList<JointListRow> Rows, int Total)> List(JointState? state, string? category, bool ours, int page, CancellationToken cancel)
    {
        var own = db.Actor.OrganisationId;
        var all = db.Set<JointProcurement>().AsNoTracking();
        if (state is { } wanted)
            all = In(all, wanted);
        if (category is not null)
            all = all.Where(j => j.Category.StartsWith(category));
        if (ours)
            all = all.Where(j => j.LeadId == own || j.Participants.Any(p => p.BodyId == own) || db.Set<JointOffer>().Any(o => o.ProcurementId == j.Id && o.SellerId == own));
        var total = await all.CountAsync(cancel);
        var joints = await all.OrderByDescending(j => j.OpenedAt).ThenBy(j => j.Id).Skip((page - 1) * PageSize).Take(PageSize).WithTotals().ToListAsync(cancel);
        var now = await db.DatabaseNow(cancel);
        var names = (await catalogue.Categories(cancel)).ToDictionary(c => c.Code, c => texts.Pick(c.Ja, c.En), StringComparer.Ordinal);
        return ([.. joints.Select(j => new JointListRow(j.Joint, j.Joint.StateAt(now), names.GetValueOrDefault(j.Joint.Category, j.Joint.Category), j.Bodies))], total);
    }

    /// <summary>The categories as options: leaves with their group in front.</summary>
    public async Task<IReadOnlyList<Option>> Categories(CancellationToken cancel)
    {
        var all = await catalogue.Categories(cancel);
        var groups = all.Where(c => c.Parent is null).ToDictionary(c => c.Code, c => texts.Pick(c.Ja, c.En), StringComparer.Ordinal);
        return [.. all.Where(c => c.Parent is not null).Select(c => new Option(c.Code, $"{groups.GetValueOrDefault(c.Parent!, "")} › {texts.Pick(c.Ja, c.En)}"))];
    }

    /// <summary>Offers that the actor may see, cheapest for the actual demand first.</summary>
    public async Task<IReadOnlyList<JointOffer>> Offers(JointProcurement joint, CancellationToken cancel)
    {
        var offers = await db.Set<JointOffer>().AsNoTracking().Where(o => o.ProcurementId == joint.Id).ToListAsync(cancel);
        return [.. offers.OrderBy(o => CostAllocation.Of(o.Price, joint.Rule, joint.Demands()).Net).ThenBy(o => o.SubmittedAt)];
    }

    /// <summary>The state with deadlines considered, as a condition of the database.</summary>
    internal static IQueryable<JointProcurement> In(IQueryable<JointProcurement> all, JointState state) => state switch
    {
        JointState.Evaluating => all.Where(j => j.State == JointState.Offering && j.OffersOpenAt <= DateTimeOffset.UtcNow),
        JointState.Offering => all.Where(j => j.State == JointState.Offering && j.OffersOpenAt > DateTimeOffset.UtcNow),
        _ => all.Where(j => j.State == state),
    };

    private async Task<string> CategoryName(string code, CancellationToken cancel)
    {
        var category = (await catalogue.Categories(cancel)).FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.Ordinal));
        return category is null ? code : texts.Pick(category.Ja, category.En);
    }

    private HistoryItem[] HistoryOf(JointView view) =>
        [.. view.Joint.History.Where(h => view.SeesNumbers || !h.Inside || h.OrganisationId == view.Reader.OrganisationId).OrderByDescending(h => h.At).ThenByDescending(h => h.Id).Select(h => new HistoryItem(h.At, Who(h, view.Reader), h.In(texts)))];

    private string Who(JointHistoryLine line, Actor reader) =>
        line.OrganisationName.Length == 0 ? texts["システム"]
        : line.OrganisationId == reader.OrganisationId || reader.IsOperator ? $"{line.OrganisationName} {line.PersonName}"
        : line.OrganisationName;
}

/// <summary>A row of the list.</summary>
/// <param name="Bodies">How many take part.</param>
internal sealed record JointListRow(JointProcurement Joint, JointState State, string Category, int Bodies);

/// <summary>A joint procurement with how many bodies take part and how many users they have, counted by the database.</summary>
internal sealed record JointTotals(JointProcurement Joint, int Bodies, int Users);

internal static class JointQueries
{
    public static IQueryable<JointTotals> WithTotals(this IQueryable<JointProcurement> joints) => joints.Select(j => new JointTotals(
        j, j.Participants.Count(p => p.State == ParticipantState.Committed || p.State == ParticipantState.Contracted),
        j.Participants.Where(p => p.State == ParticipantState.Committed || p.State == ParticipantState.Contracted).Sum(p => p.Users)));
}
