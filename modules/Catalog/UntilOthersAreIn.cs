using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Catalog;

/// <summary>Stand-ins while this part is built alone; goes when Certification and search are merged.</summary>
internal static class UntilOthersAreIn
{
    public static IServiceCollection AddStandIns(this IServiceCollection services)
    {
        services.TryAddScoped<ICertification, EverybodyIsCertified>();
        services.TryAddScoped<FindCandidates>(_ => (_, _, _) => Task.FromResult(new CandidateList(0, [], "")));
        return services;
    }

    private sealed class EverybodyIsCertified : ICertification
    {
        public Task<VendorStanding> Standing(Guid vendorId, CancellationToken cancel) => Task.FromResult(new VendorStanding(vendorId, true, []));

        public Task<IReadOnlyDictionary<Guid, VendorStanding>> Standings(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<Guid, VendorStanding>>(vendorIds.ToDictionary(v => v, v => new VendorStanding(v, true, [])));
    }
}
