using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.OfferToJointProcurements)]
public sealed class JointOfferModel : JointPage
{
    [BindProperty]
    public OfferInput Input { get; set; } = new();

    internal IReadOnlyList<Option> Listings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Loaded())
            return NotFound();
        if (View.OwnOffer is { } own)
            Input = OfferInput.Of(own);
        Pad();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Loaded())
            return NotFound();
        Pad();
        if (!ModelState.IsValid)
            return Again();
        var submitted = await Service<SubmitOffer>().Handle(Input.Submission(JointId), Cancel);
        return await Answer(submitted, () => Done(T["申込を受け付けました。{0}の23:59までは変更できます。期限まで、ほかの人には見えません。", Dates.Text(View.Joint.OfferDeadline)]), Loaded);
    }

    private async Task<bool> Loaded()
    {
        if (!await Load())
            return false;
        Closed = View.Joint.OffersClosed(View.Now) ?? (await Service<ICertification>().Standing(Actor.OrganisationId, Cancel)).WhyNot(View.Now.JapanDay());
        Listings = [.. (await Service<ICatalogue>().OffersOf(Actor.OrganisationId, View.Joint.Category, Cancel)).Select(o => new Option(o.PublicId, $"{o.Name}（{o.OfferName}）"))];
        return true;
    }

    /// <summary>Always as many rows as there may be bands, so that the form needs no script.</summary>
    private void Pad()
    {
        while (Input.Tiers.Count < VolumePrice.MostTiers)
            Input.Tiers.Add(new TierInput { From = Input.Tiers.Count == 0 ? 0 : null });
    }

    public sealed class OfferInput
    {
        public Guid Id { get; set; }
        public uint Version { get; set; }
        public string? Listing { get; set; }
        public Money? Initial { get; set; }
        public string Basis { get; set; } = nameof(VolumeBasis.TotalUsers);
        public List<TierInput> Tiers { get; set; } = [];
        public string? Comment { get; set; }

        internal static OfferInput Of(JointOffer offer) => new()
        {
            Id = offer.Id,
            Listing = offer.ListingPublicId,
            Initial = offer.Price.Initial,
            Basis = offer.Price.Basis.ToString(),
            Tiers = [.. offer.Price.Tiers.Select(t => new TierInput { From = t.From, Price = t.PerUserMonthly })],
            Comment = offer.Comment,
        };

        internal OfferSubmission Submission(string joint) => new(
            Id, joint, Listing ?? "",
            new VolumePrice(Initial ?? new Money(-1), string.Equals(Basis, nameof(VolumeBasis.Bodies), StringComparison.Ordinal) ? VolumeBasis.Bodies : VolumeBasis.TotalUsers,
                [.. Tiers.Where((t, i) => i == 0 || t.From is not null || t.Price is not null).Select(t => new VolumeTier(t.From ?? -1, t.Price ?? new Money(-1)))]),
            Comment?.Trim() ?? "", Version);
    }

    public sealed class TierInput
    {
        public int? From { get; set; }
        public Money? Price { get; set; }
    }
}
