using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Procurement.Cases;

/// <summary>候補: an offer as it stood when the search was locked, whole. A database trigger refuses to change or delete it.</summary>
internal sealed class CaseCandidate
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private OfferSnapshot? offer;

    public Guid CaseId { get; init; }

    /// <summary>1, 2, ... in the order the search found them.</summary>
    public int Position { get; init; }
    public Guid BodyId { get; init; }
    public Guid OfferId { get; init; }
    public int OfferVersion { get; init; }

    /// <summary>The catalogue's own hash of the offer's content.</summary>
    public required string ContentHash { get; init; }
    public Guid SellerId { get; init; }
    public required string Name { get; init; }
    public required string SellerName { get; init; }

    /// <summary>The whole offer, character for character as it was locked.</summary>
    public required string OfferJson { get; init; }

    /// <summary>For the case's users, population and term, without tax.</summary>
    public Money Net { get; init; }

    /// <summary>With tax.</summary>
    public Money Total { get; init; }

    public OfferSnapshot Offer => offer ??= JsonSerializer.Deserialize<OfferSnapshot>(OfferJson, Json)!;

    /// <summary>SHA-256 (hex) of <see cref="OfferJson"/>.</summary>
    public string JsonHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OfferJson)));

    /// <summary>What is kept of the offer still gives the hash under which its edition was published.</summary>
    public bool Holds => CanonicalJson.HashOfOffer(JsonNode.Parse(OfferJson)!.AsObject()) == ContentHash;

    public static CaseCandidate Of(ProcurementCase procurement, int position, OfferSnapshot offer)
    {
        var net = offer.Price.TotalFor(procurement.Users, procurement.Population, procurement.TermMonths);
        return new CaseCandidate
        {
            CaseId = procurement.Id,
            Position = position,
            BodyId = procurement.BodyId,
            OfferId = offer.OfferId,
            OfferVersion = offer.Version,
            ContentHash = offer.ContentHash,
            SellerId = offer.SellerId,
            Name = offer.Name,
            SellerName = offer.SellerName,
            OfferJson = JsonSerializer.Serialize(offer, Json),
            Net = net,
            Total = ConsumptionTax.Including(net),
        };
    }
}

internal sealed class CaseCandidateTable : IEntityTypeConfiguration<CaseCandidate>
{
    public void Configure(EntityTypeBuilder<CaseCandidate> builder)
    {
        builder.ToTable("case_candidate");
        builder.HasKey(c => new { c.CaseId, c.Position });
        // json, not jsonb: the text is evidence and must come back as it went in.
        builder.Property(c => c.OfferJson).HasColumnType("json");
        builder.Ignore(c => c.Offer);
        builder.Ignore(c => c.JsonHash);
        builder.Ignore(c => c.Holds);
    }
}
