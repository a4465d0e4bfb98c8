using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Certification;

/// <summary>Standings are read for every listing shown and change rarely: a few seconds of memory save most queries. Changes made in this process are seen at once.</summary>
internal sealed class StandingReader(IServiceScopeFactory scopes, IMemoryCache cache) : ICertification
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    public async Task<VendorStanding> Standing(Guid vendorId, CancellationToken cancel) => (await Standings([vendorId], cancel))[vendorId];

    public async Task<IReadOnlyDictionary<Guid, VendorStanding>> Standings(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, VendorStanding>();
        var missing = new List<Guid>();
        foreach (var id in vendorIds.Distinct())
        {
            if (cache.TryGetValue(Key(id), out VendorStanding? standing) && standing is not null)
                found[id] = standing;
            else
                missing.Add(id);
        }

        foreach (var standing in missing.Count == 0 ? [] : await Read(missing, cancel))
            found[standing.VendorId] = cache.Set(Key(standing.VendorId), standing, Fresh);
        return found;
    }

    public void Forget(Guid vendorId) => cache.Remove(Key(vendorId));

    private async Task<IEnumerable<VendorStanding>> Read(List<Guid> ids, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System(nameof(StandingReader));
        var db = scope.ServiceProvider.GetRequiredService<CertificationDbContext>();
        // What nobody has reviewed yet is not shown to others.
        var states = await db.Applications.AsNoTracking().Where(a => ids.Contains(a.Id) && (a.State == ApplicationState.Certified || a.State == ApplicationState.Suspended))
            .Select(a => new { a.Id, a.State }).ToDictionaryAsync(a => a.Id, a => a.State, cancel);
        var shown = states.Keys.ToList();
        var proofs = (await db.Proofs.AsNoTracking().Where(p => shown.Contains(p.VendorId)).ToListAsync(cancel)).ToLookup(p => p.VendorId);
        return ids.Select(id => new VendorStanding(id, states.TryGetValue(id, out var state) && state == ApplicationState.Certified, Proof.Views(proofs[id])));
    }

    private static string Key(Guid id) => $"standing/{id}";
}

/// <summary>The one place where a changed standing leaves: event in the same commit, memory of this process afterwards.</summary>
internal sealed class StandingChange(CertificationDbContext db, StandingReader reader)
{
    /// <summary>Saves the change of application and proofs together with the event that carries the new standing.</summary>
    public async Task<Result> Save(VendorApplication application, CancellationToken cancel)
    {
        var stored = await db.Proofs.Where(p => p.VendorId == application.Id).ToListAsync(cancel);
        // Added ones are not in the database yet, removed ones still are: the tracker knows both.
        var now = db.ChangeTracker.Entries<Proof>().Where(e => e.Entity.VendorId == application.Id && e.State != EntityState.Deleted).Select(e => e.Entity)
            .UnionBy(stored.Where(p => db.Entry(p).State != EntityState.Deleted), p => p.Id);
        db.Publish(application.NextStanding(now));
        var saved = await db.Save(cancel);
        reader.Forget(application.Id);
        return saved;
    }
}
