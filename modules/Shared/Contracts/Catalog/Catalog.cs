using System.Text.Json.Nodes;

namespace Marketplace.Shared;

/// <summary>What a price depends on.</summary>
public enum PriceBasis
{
    /// <summary>利用者数: per user and month, at the price of the band that the number of users reaches.</summary>
    Users,

    /// <summary>人口規模: per month, the fixed price of the band of the body's population.</summary>
    Population,

    /// <summary>定額: per month, one price for everybody.</summary>
    Flat,

    /// <summary>団体数: per body and month, at the price of the band that the number of bodies using it together reaches.</summary>
    Bodies,
}

/// <summary>A band of a price: from this many (users, inhabitants or bodies) on, this much a month, without tax.</summary>
public sealed record PriceTier(int From, Money Monthly);

/// <summary>A price plan (料金表), without consumption tax.</summary>
/// <param name="Initial">初期費用, once.</param>
/// <param name="Tiers">Bands by ascending <see cref="PriceTier.From"/>; the first begins at 0; never empty.</param>
/// <param name="MinimumTermMonths">最低契約期間, 1 to 60 months.</param>
/// <param name="TrialDays">無料試用, 0 for none.</param>
public sealed record PricePlan(Money Initial, PriceBasis Basis, IReadOnlyList<PriceTier> Tiers, int MinimumTermMonths, int TrialDays)
{
    /// <summary>What a month costs a body of that size, without tax.</summary>
    /// <param name="bodies">How many bodies use it together (共同利用); 1: it alone.</param>
    public Money MonthlyFor(int users, int population, int bodies = 1) => Basis switch
    {
        PriceBasis.Bodies => BandOf(bodies).Monthly,
        PriceBasis.Users => BandOf(users).Monthly * users,
        PriceBasis.Population => BandOf(population).Monthly,
        PriceBasis.Flat => Tiers[0].Monthly,
        _ => throw new ArgumentOutOfRangeException(nameof(users), Basis, "Unknown price basis."),
    };

    /// <summary>What a term costs: the initial fee once and every month, without tax.</summary>
    public Money TotalFor(int users, int population, int months, int bodies = 1) => Initial + MonthlyFor(users, population, bodies) * months;

    private PriceTier BandOf(int amount) => Tiers.Last(t => t.From <= amount);
}

/// <summary>A published offer at one version, whole and immutable: what a case locks as a candidate.</summary>
/// <param name="PublicId">The listing's address: /services/{PublicId}.</param>
/// <param name="Version">1, 2, ... of the offer together with its software.</param>
/// <param name="Name">The software's name.</param>
/// <param name="OfferName">The seller's own name for this offer.</param>
/// <param name="Categories">Leaf codes of the business categories (業務分類).</param>
/// <param name="SoftwareAnswers">The maker's answers by question id.</param>
/// <param name="OfferAnswers">The seller's answers by question id.</param>
/// <param name="ContentHash">SHA-256 (hex) over the canonical JSON of everything else.</param>
public sealed record OfferSnapshot(
    Guid OfferId, string PublicId, int Version, string Name, string OfferName, string Summary, Guid SoftwareId, Guid MakerId, string MakerName,
    Guid SellerId, string SellerName, IReadOnlyList<string> Categories, PricePlan Price, int QuestionSetVersion,
    JsonObject SoftwareAnswers, JsonObject OfferAnswers, DateTimeOffset PublishedAt, string ContentHash);

/// <summary>A business category (業務分類): a group with two-digit code or a leaf with four.</summary>
public sealed record CategoryView(string Code, string Ja, string En, string? Parent);

/// <summary>Reads the published catalogue.</summary>
public interface ICatalogue
{
    /// <summary>A published offer by its public id; null when unknown or withdrawn.</summary>
    Task<OfferSnapshot?> Offer(string publicId, CancellationToken cancel);

    /// <summary>The offers that a search address finds, best first.</summary>
    /// <param name="queryString">As in the search page's address, e.g. "?q=文書管理&amp;category=0101"; paging in it is ignored.</param>
    /// <param name="atMost">No more than this many are returned.</param>
    Task<CandidateList> Find(string queryString, int atMost, CancellationToken cancel);

    /// <summary>All categories, groups before their leaves, in code order. From memory.</summary>
    Task<IReadOnlyList<CategoryView>> Categories(CancellationToken cancel);

    /// <summary>The published offers of a vendor in a category (leaf or group code; null: all).</summary>
    Task<IReadOnlyList<OfferSnapshot>> OffersOf(Guid sellerId, string? category, CancellationToken cancel);
}

/// <summary>What a search found: the true total and the first of them; and the search in words ("「文書管理」・LGWAN対応 の検索結果").</summary>
public sealed record CandidateList(long Total, IReadOnlyList<OfferSnapshot> Offers, string InWords);

/// <summary>An offer was published, or published anew at a higher version.</summary>
public sealed record OfferPublished(OfferSnapshot Offer) : IEvent;

/// <summary>An offer left the catalogue (取下げ・停止).</summary>
public sealed record OfferWithdrawn(Guid OfferId, int Version) : IEvent;

/// <summary>A question set was opened: new listings answer it from now on, and the one before it is retired.</summary>
public sealed record QuestionSetOpened(int Number) : IEvent;
