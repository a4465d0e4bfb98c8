using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog.Lists;

/// <summary>候補リスト: offers that people of a body keep in sight together, with notes. Everybody of the body sees and edits it; nobody else does. It is a working paper, no evidence: that is a
/// case's locked search.</summary>
internal sealed class OfferList : Entity
{
    /// <summary>Offers in one list, and lists of one body.</summary>
    public const int MostOffers = 200, MostLists = 100;

    public const int LongestName = 60;

    /// <summary>Name of the list that a first "keep" makes when nobody chose one.</summary>
    public const string FirstName = "お気に入り";

    private readonly List<ListedOffer> offers = [];

    private OfferList()
    {
    }

    public Guid OwnerId { get; private init; }
    public string Name { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public Guid? CreatedById { get; private init; }
    public string CreatedByName { get; private init; } = "";
    public IReadOnlyList<ListedOffer> Offers => offers;
    public string Url => $"/lists/{PublicId}";

    public static OfferList Of(Guid id, string name, Actor by, DateTimeOffset now) =>
        new() { Id = id, OwnerId = by.OrganisationId, Name = name, CreatedAt = now, CreatedById = by.PersonId, CreatedByName = by.PersonName };

    public void Rename(string name) => Name = name;

    /// <summary>Takes an offer in; one that is in it already stays as it is.</summary>
    public Result Add(OfferSnapshot offer, Actor by, DateTimeOffset now)
    {
        if (offers.Exists(o => o.OfferId == offer.OfferId))
            return Result.Done;
        if (offers.Count >= MostOffers)
            return Refusal.Conflict("list-full", "ひとつのリストに入れられるのは{0}件までです。使っていないものを外すか、別のリストに入れてください。", MostOffers);
        offers.Add(new ListedOffer { ListId = Id, OfferId = offer.OfferId, OwnerId = OwnerId, AddedAt = now, AddedByName = by.PersonName });
        return Result.Done;
    }

    public void Remove(Guid offerId) => offers.RemoveAll(o => o.OfferId == offerId);
}

/// <summary>An offer in a list.</summary>
internal sealed class ListedOffer
{
    public Guid ListId { get; init; }
    public Guid OfferId { get; init; }
    public Guid OwnerId { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public string AddedByName { get; init; } = "";
}

/// <summary>メモ on an offer in a list. Its author may change and remove it.</summary>
internal sealed class ListNote : Entity
{
    public const int Longest = 1000;

    private ListNote()
    {
    }

    public Guid ListId { get; private init; }
    public Guid OfferId { get; private init; }
    public Guid OwnerId { get; private init; }
    public Guid PersonId { get; private init; }
    public string PersonName { get; private init; } = "";
    public string Text { get; private set; } = "";
    public DateTimeOffset WrittenAt { get; private set; }

    public static ListNote Of(Guid id, OfferList list, Guid offerId, string text, Actor by, DateTimeOffset now) => new()
    {
        Id = id, ListId = list.Id, OfferId = offerId, OwnerId = list.OwnerId, PersonId = by.PersonId!.Value, PersonName = by.PersonName, Text = text, WrittenAt = now,
    };
}

internal sealed class OfferListTables : IEntityTypeConfiguration<OfferList>, IEntityTypeConfiguration<ListedOffer>, IEntityTypeConfiguration<ListNote>
{
    public void Configure(EntityTypeBuilder<OfferList> b)
    {
        b.ToTable("offer_list");
        b.Property(x => x.Version).IsRowVersion();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => new { x.OwnerId, x.Name }).IsUnique();
        b.HasMany(x => x.Offers).WithOne().HasForeignKey(x => x.ListId);
    }

    public void Configure(EntityTypeBuilder<ListedOffer> b)
    {
        b.ToTable("listed_offer");
        b.HasKey(x => new { x.ListId, x.OfferId });
    }

    public void Configure(EntityTypeBuilder<ListNote> b)
    {
        b.ToTable("list_note");
        b.Property(x => x.Version).IsRowVersion();
        b.HasOne<ListedOffer>().WithMany().HasForeignKey(x => new { x.ListId, x.OfferId }).OnDelete(DeleteBehavior.Cascade);
    }
}
