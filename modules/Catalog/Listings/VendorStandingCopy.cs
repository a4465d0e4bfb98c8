using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

/// <summary>This module's copy of whether a vendor is certified, filled by <see cref="VendorStandingChanged"/>; decides whose offers are shown.</summary>
[Derived]
internal sealed class VendorStandingCopy
{
    private VendorStandingCopy()
    {
    }

    public Guid VendorId { get; private set; }
    public bool Certified { get; private set; }

    /// <summary>Of the newest event taken in; older ones that arrive late are passed over.</summary>
    public long EventVersion { get; private set; }

    public static VendorStandingCopy Of(Guid vendorId) => new() { VendorId = vendorId, EventVersion = long.MinValue };

    public void Take(VendorStandingChanged happened)
    {
        if (happened.Version > EventVersion)
            (Certified, EventVersion) = (happened.Certified, happened.Version);
    }
}

internal sealed class VendorStandingCopyMap : IEntityTypeConfiguration<VendorStandingCopy>
{
    public void Configure(EntityTypeBuilder<VendorStandingCopy> b)
    {
        b.ToTable("vendor_standing");
        b.HasKey(x => x.VendorId);
    }
}

/// <summary>A suspended vendor's offers leave the catalogue; when it is certified again they return.</summary>
internal sealed class FollowVendorStanding(CatalogDbContext db, Publisher publisher) : IHandle<VendorStandingChanged>
{
    public async Task Handle(VendorStandingChanged happened, CancellationToken cancel)
    {
        await publisher.Lock(cancel);
        var copy = await db.VendorStandings.SingleOrDefaultAsync(v => v.VendorId == happened.VendorId, cancel);
        if (copy is null)
            db.VendorStandings.Add(copy = VendorStandingCopy.Of(happened.VendorId));
        copy.Take(happened);
        await db.SaveChangesAsync(cancel);
        await publisher.Refresh(await db.Entries.Where(e => e.Kind == EntryKind.Offer && e.OwnerId == happened.VendorId && e.Published > 0).Select(e => e.Id).ToListAsync(cancel), cancel);
    }
}
