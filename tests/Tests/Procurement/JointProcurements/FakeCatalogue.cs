using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>A catalogue in which every vendor has one published offer in every category, so that these tests stand on their own module.</summary>
internal sealed class FakeCatalogue : ICatalogue
{
    private static readonly CategoryView[] All = [new("01", "総務", "General affairs", null), new("0101", "文書管理", "Document management", "01"), new("0102", "財務会計", "Finance", "01")];

    public static OfferSnapshot ListingOf(Guid seller, string category) => new(
        seller, $"fake{seller.ToString("N")[..8]}", 1, "ふみくら文書", "標準プラン", "", Guid.NewGuid(), seller, "開発者", seller, "販売者", [category],
        new PricePlan(new Money(350_000), PriceBasis.Users, [new(0, new Money(900))], 12, 0), 1, [], [], DateTimeOffset.UnixEpoch, "00");

    public Task<OfferSnapshot?> Offer(string publicId, CancellationToken cancel) => Task.FromResult<OfferSnapshot?>(null);

    public Task<CandidateList> Find(string queryString, int atMost, CancellationToken cancel) => Task.FromResult(new CandidateList(0, [], ""));

    public Task<IReadOnlyList<CategoryView>> Categories(CancellationToken cancel) => Task.FromResult<IReadOnlyList<CategoryView>>(All);

    public Task<IReadOnlyList<OfferSnapshot>> OffersOf(Guid sellerId, string? category, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<OfferSnapshot>>([ListingOf(sellerId, category ?? "0101")]);
}

/// <summary>Everybody is certified with a valid proof, unless a test says otherwise.</summary>
internal sealed class FakeCertification : ICertification
{
    public bool Certified { get; set; } = true;
    public bool ProofsExpired { get; set; }

    public Task<VendorStanding> Standing(Guid vendorId, CancellationToken cancel) => Task.FromResult(new VendorStanding(
        vendorId, Certified, [new ProofView(ProofKind.Iso27001, "1", "x", "x", DateOnly.MinValue, ProofsExpired ? new DateOnly(2020, 1, 1) : DateOnly.MaxValue)]));

    public async Task<IReadOnlyDictionary<Guid, VendorStanding>> Standings(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancel)
    {
        var all = new Dictionary<Guid, VendorStanding>();
        foreach (var id in vendorIds)
            all[id] = await Standing(id, cancel);
        return all;
    }
}
