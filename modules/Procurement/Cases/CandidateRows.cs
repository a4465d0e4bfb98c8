using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement.Cases;

/// <summary>A candidate beside how its seller stands today.</summary>
/// <param name="Obstacle">Why nobody may contract with the seller today; null: they may.</param>
/// <param name="Proofs">The valid proofs in words, e.g. "ISMAP（2027年3月31日まで）".</param>
internal sealed record CandidateRow(CaseCandidate Candidate, Refusal? Obstacle, IReadOnlyList<string> Proofs, int TermMonths)
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
            return new CandidateRow(c, standing.WhyNot(today), [.. standing.Proofs.Where(p => p.ValidOn(today)).Select(InWords)], procurement.TermMonths);
        })];
    }

    private string InWords(ProofView proof) => texts["{0}（{1}まで）", texts[CaseWords.Of(proof.Kind)], Dates.Text(proof.Expires)];
}
