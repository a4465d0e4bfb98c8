using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Catalog;

/// <summary>A stand-in while Certification is not merged; goes with its merge.</summary>
internal static class UntilOthersAreIn
{
    public static IServiceCollection AddStandIns(this IServiceCollection services)
    {
        services.TryAddScoped<ICertification, EverybodyIsCertified>();
        return services;
    }

    private sealed class EverybodyIsCertified : ICertification
    {
        public Task<VendorStanding> Standing(Guid vendorId, CancellationToken cancel) => Task.FromResult(new VendorStanding(vendorId, true, []));

        public Task<IReadOnlyDictionary<Guid, VendorStanding>> Standings(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<Guid, VendorStanding>>(vendorIds.ToDictionary(v => v, v => new VendorStanding(v, true, [])));
    }
}
