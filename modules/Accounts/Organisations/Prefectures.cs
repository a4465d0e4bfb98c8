using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

internal static class Prefectures
{
    /// <summary>The 47 names in the order of their codes, from the seeded local governments.</summary>
    public static async Task<IReadOnlyList<string>> Names(this AccountsDbContext db, CancellationToken cancel) =>
        await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Prefecture).OrderBy(o => o.Code).Select(o => o.Name).ToListAsync(cancel);
}
