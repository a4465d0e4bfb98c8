namespace Marketplace.Shared;

/// <summary>A line of the operator's status page. Texts are already in the request's language.</summary>
/// <param name="State">neutral, info, good, warn or bad, as for chips.</param>
public sealed record StatusFact(string Term, string Value, string State);

/// <summary>Each module tells the operator what of it depends on the set-up.</summary>
public interface IStatusFacts
{
    Task<IReadOnlyList<StatusFact>> Read(CancellationToken cancel);
}
