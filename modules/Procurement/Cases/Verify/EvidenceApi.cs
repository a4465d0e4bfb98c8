using Marketplace.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Procurement.Cases;

/// <summary>The same for programs.</summary>
internal static class EvidenceApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/evidence/{hash}", Get).Describe<EvidenceFound>(Act.Browse, "verifyEvidence", "Whether a locked search with this SHA-256 stands, since when, and which editions were its candidates", 404);

    private static async Task<IResult> Get(string hash, FindEvidence evidence, CancellationToken cancel) =>
        FindEvidence.Read(hash) is null ? ApiResult.Refused([FindEvidence.NoHash]) : ApiResult.Found(await evidence.Find(hash, cancel));
}
