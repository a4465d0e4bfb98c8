using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>The acting vendor's application. It comes with the registration's event; whoever is faster than the event finds an empty one.</summary>
internal sealed class OwnApplication(CertificationDbContext db, IOrganisations organisations, TimeProvider time)
{
    /// <summary>For showing: read once, or empty; nothing is saved.</summary>
    public async Task<VendorApplication> Read(CancellationToken cancel) =>
        await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == db.Actor.OrganisationId, cancel) ?? await Empty(cancel);

    /// <summary>For changing: tracked, added when it was missing.</summary>
    public async Task<VendorApplication> Open(CancellationToken cancel)
    {
        if (await db.Applications.SingleOrDefaultAsync(a => a.Id == db.Actor.OrganisationId, cancel) is { } known)
            return known;
        var made = await Empty(cancel);
        db.Applications.Add(made);
        return made;
    }

    public async Task<IReadOnlyList<Proof>> Proofs(CancellationToken cancel) =>
        await db.Proofs.AsNoTracking().Where(p => p.VendorId == db.Actor.OrganisationId).OrderBy(p => p.Kind).ThenByDescending(p => p.Expires).ToListAsync(cancel);

    private async Task<VendorApplication> Empty(CancellationToken cancel)
    {
        var vendor = await organisations.Find(db.Actor.OrganisationId, cancel) ?? throw new InvalidOperationException("The acting vendor does not exist.");
        return VendorApplication.Of(vendor.Id, vendor.Name, vendor.Kana, vendor.CorporateNumber!.Value, time.GetUtcNow());
    }
}

/// <summary>Opens an application for each vendor that registers.</summary>
internal sealed class OpenApplication(CertificationDbContext db, TimeProvider time) : IHandle<VendorRegistered>
{
    public async Task Handle(VendorRegistered happened, CancellationToken cancel)
    {
        if (!await db.Applications.AnyAsync(a => a.Id == happened.VendorId, cancel))
            db.Applications.Add(VendorApplication.Of(happened.VendorId, happened.Name, happened.Kana, happened.CorporateNumber, time.GetUtcNow()));
    }
}
