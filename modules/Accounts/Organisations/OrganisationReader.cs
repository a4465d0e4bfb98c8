using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Accounts;

/// <summary>Organisations change rarely and are read on every page, so a few seconds of memory save most queries.</summary>
internal sealed class OrganisationReader(IServiceScopeFactory scopes, IMemoryCache cache) : IOrganisations
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    public Task<OrganisationView?> Find(Guid id, CancellationToken cancel) =>
        Cached($"org/{id}", organisations => organisations.FirstOrDefaultAsync(o => o.Id == id, cancel));

    public Task<OrganisationView?> FindByPublicId(string publicId, CancellationToken cancel) =>
        Cached($"org/public/{publicId}", organisations => organisations.FirstOrDefaultAsync(o => o.PublicId == publicId, cancel));

    public Task<OrganisationView?> FindByCode(LocalGovernmentCode code, CancellationToken cancel) =>
        Cached($"org/code/{code}", organisations => organisations.FirstOrDefaultAsync(o => o.Code == code, cancel));

    public Task<OrganisationView?> FindByCorporateNumber(CorporateNumber number, CancellationToken cancel) =>
        Cached($"org/corporate/{number}", organisations => organisations.FirstOrDefaultAsync(o => o.CorporateNumber == number, cancel));

    public async Task<IReadOnlyDictionary<Guid, OrganisationView>> FindMany(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, OrganisationView>();
        var missing = new List<Guid>();
        foreach (var id in ids.Distinct())
        {
            if (cache.TryGetValue($"org/{id}", out OrganisationView? view) && view is not null)
                found[id] = view;
            else
                missing.Add(id);
        }

        if (missing.Count == 0)
            return found;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        foreach (var organisation in await db.Organisations.AsNoTracking().Where(o => missing.Contains(o.Id)).ToListAsync(cancel))
            found[organisation.Id] = cache.Set($"org/{organisation.Id}", organisation.View(), Fresh);
        return found;
    }

    private async Task<OrganisationView?> Cached(string key, Func<IQueryable<Organisation>, Task<Organisation?>> find)
    {
        if (cache.TryGetValue(key, out OrganisationView? view))
            return view;
        await using var scope = scopes.CreateAsyncScope();
        view = (await find(scope.ServiceProvider.GetRequiredService<AccountsDbContext>().Organisations.AsNoTracking()))?.View();
        return view is null ? null : cache.Set(key, view, Fresh);
    }
}
