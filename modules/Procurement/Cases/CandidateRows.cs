using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement.Cases;

/// <summary>A candidate beside how its seller stands today.</summary>
/// <param name="Obstacle">Why nobody may contract with the seller today; null: they may.</param>
/// <param name="Security">Names of the valid proofs of information security.</param>
/// <param name="Proofs">All valid proofs in words, with their last day.</param>
internal sealed record CandidateRow(CaseCandidate Candidate, Refusal? Obstacle, IReadOnlyList<string> Security, IReadOnlyList<string> Proofs, int TermMonths)
{
    public Money Monthly(ProcurementCase procurement) => Candidate.Offer.Price.MonthlyFor(procurement.Users, procurement.Population);

    /// <summary>The seller asks for a longer term than the case has.</summary>
    public bool TermTooShort => Candidate.Offer.Price.MinimumTermMonths > TermMonths;
}

/// <summary>Puts candidates and standings together.</summary>
internal sealed class CandidateRows(ICertification certification, TimeProvider time, Texts texts)
{
    public async Task<IReadOnlyList<CandidateRow>> Of(ProcurementCase procurement, CancellationToken cancel)
    {
        if (procurement.Candidates.Count == 0)
            return [];
        var standings = await certification.Standings([.. procurement.Candidates.Select(c => c.SellerId).Distinct()], cancel);
        var today = time.JapanToday();
        return [.. procurement.Candidates.OrderBy(c => c.Position).Select(c =>
        {
            var standing = standings.GetValueOrDefault(c.SellerId) ?? new VendorStanding(c.SellerId, false, []);
            var valid = standing.Proofs.Where(p => p.ValidOn(today)).ToArray();
            return new CandidateRow(c, standing.WhyNot(today), [.. valid.Where(p => p.ProvesSecurity).Select(p => texts[CaseWords.Of(p.Kind)])], [.. valid.Select(InWords)], procurement.TermMonths);
        })];
    }

    private string InWords(ProofView proof) => texts["{0}（{1}まで）", texts[CaseWords.Of(proof.Kind)], Dates.Text(proof.Expires)];
}
