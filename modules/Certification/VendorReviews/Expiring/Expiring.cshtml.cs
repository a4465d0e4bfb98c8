using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>Proofs that lapsed or run out within 90 days and that nothing renews yet.</summary>
[Requires(Act.ReadReviews)]
internal sealed class ExpiringModel : MarketplacePage
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<ExpiringRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages { get; private set; } = 1;
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        var db = Service<CertificationDbContext>();
        Today = Service<TimeProvider>().JapanToday();
        var found = db.NeedRenewal(Today.AddDays(Expiry.SoonDays)).AsNoTracking();
        Total = await found.CountAsync(Cancel);
        Pages = Math.Max(1, (Total + PageSize - 1) / PageSize);
        P = Math.Clamp(P, 1, Pages);
        var rows = await found.OrderBy(p => p.Expires).ThenBy(p => p.Id).Skip((P - 1) * PageSize).Take(PageSize)
            .Join(db.Applications, p => p.VendorId, a => a.Id, (p, a) => new { Proof = p, a.PublicId, a.Name }).ToListAsync(Cancel);
        var standings = await Service<ICertification>().Standings([.. rows.Select(r => r.Proof.VendorId)], Cancel);
        Rows = [.. rows.OrderBy(r => r.Proof.Expires).Select(r => new ExpiringRow(r.Proof, r.PublicId, r.Name, standings[r.Proof.VendorId].WhyNot(Today) is null))];
    }
}

/// <param name="MayContract">Another proof still carries the vendor.</param>
internal sealed record ExpiringRow(Proof Proof, string VendorPublicId, string VendorName, bool MayContract);
