using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <param name="State">Null for all that were ever submitted.</param>
/// <param name="Words">Part of the name, of its reading or of the corporate number; "" for all.</param>
/// <param name="Page">From 1.</param>
internal sealed record ReadVendorQueue(ApplicationState? State, string Words, int Page);

internal sealed record VendorQueue(int Total, int Pages, IReadOnlyList<QueueRow> Rows, IReadOnlyList<UnconfirmedProof> Unconfirmed, int UnconfirmedTotal);

internal sealed record QueueRow(string PublicId, string Name, CorporateNumber CorporateNumber, ApplicationState State, DateTimeOffset? SubmittedAt, int Submissions);

internal sealed record UnconfirmedProof(string VendorPublicId, string VendorName, Proof Proof);

internal sealed class ReadVendorQueueHandler(CertificationDbContext db)
{
    public const int PageSize = 20;
    private const int MostProofs = 20;

    public async Task<VendorQueue> Handle(ReadVendorQueue query, CancellationToken cancel)
    {
        var found = db.Applications.AsNoTracking().Where(a => a.State != ApplicationState.Draft);
        if (query.State is { } state)
            found = found.Where(a => a.State == state);
        if (Typed.Line(query.Words) is { Length: > 0 } words)
        {
            if (CorporateNumber.TryParse(Typed.Code(words), null, out var number))
                found = found.Where(a => a.CorporateNumber == number);
            else
                found = found.Where(a => a.Name.Contains(words) || a.Kana.Contains(words));
        }

        var total = await found.CountAsync(cancel);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        // The oldest first: nobody waits longer because others came later.
        var rows = await found.OrderBy(a => a.State == ApplicationState.Submitted ? 0 : 1).ThenBy(a => a.SubmittedAt).ThenBy(a => a.Id)
            .Skip((Math.Clamp(query.Page, 1, pages) - 1) * PageSize).Take(PageSize)
            .Select(a => new QueueRow(a.PublicId, a.Name, a.CorporateNumber, a.State, a.SubmittedAt, a.Submissions)).ToListAsync(cancel);
        var unconfirmed = await db.Unconfirmed().AsNoTracking().OrderBy(p => p.ChangedAt).Take(MostProofs)
            .Join(db.Applications, p => p.VendorId, a => a.Id, (p, a) => new UnconfirmedProof(a.PublicId, a.Name, p)).ToListAsync(cancel);
        return new VendorQueue(total, pages, rows, [.. unconfirmed.OrderBy(u => u.Proof.ChangedAt)], await db.Unconfirmed().CountAsync(cancel));
    }
}
