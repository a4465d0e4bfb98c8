using Marketplace.Shared;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Certification;

/// <summary>The own standing as machines read it.</summary>
/// <param name="State">Draft, Submitted, Returned, Certified or Suspended.</param>
/// <param name="MayContract">Whether bodies may contract with this vendor today.</param>
/// <param name="WhyNot">Code of the reason ("not-certified", "proof-expired"), or null.</param>
internal sealed record StandingJson(Guid VendorId, string Name, string State, bool Certified, bool MayContract, string? WhyNot, IReadOnlyList<ProofJson> Proofs);

/// <param name="Review">Unconfirmed, Confirmed or StruckOut.</param>
internal sealed record ProofJson(string Id, string Kind, string Number, string Issuer, string Scope, DateOnly ValidFrom, DateOnly Expires, bool Valid, bool ProvesSecurity, string Review);

internal static class StandingApi
{
    public static async Task<IResult> Get(OwnApplication own, TimeProvider time, CancellationToken cancel)
    {
        var (application, proofs, today) = (await own.Read(cancel), await own.Proofs(cancel), time.JapanToday());
        var certified = application.State == ApplicationState.Certified;
        var why = new VendorStanding(application.Id, certified, Proof.Views(proofs)).WhyNot(today)?.Code;
        return Results.Ok(new StandingJson(application.Id, application.Name, application.State.ToString(), certified, why is null, why,
            [.. proofs.Select(p => new ProofJson(p.PublicId, p.Kind.ToString(), p.Number, p.Issuer, p.Scope, p.ValidFrom, p.Expires, !p.IsStruckOut && p.View().ValidOn(today), p.ProvesSecurity, p.Review.ToString()))]));
    }
}
