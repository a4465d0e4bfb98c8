using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>What would stand in an order's way today, or looks wrong: shown to whoever requests or gives approval. The account and the approval decide.</summary>
internal sealed class CaseChecks(SmallAmounts smallAmounts, ICertification certification, IPurchasingAccounts accounts, BudgetLines lines, TimeProvider time)
{
    public async Task<(BudgetLineFigures? Line, IReadOnlyList<Refusal> Warnings)> Of(ProcurementCase procurement, CancellationToken cancel)
    {
        var line = await lines.Of(procurement, cancel);
        var warnings = new List<Refusal>();
        if (procurement.Chosen is not { } chosen)
            return (line, warnings);
        if (procurement.HeldAt is null && (line is null || line.Remaining < procurement.FirstYear))
        {
            warnings.Add(Refusal.Conflict("over-budget", "この科目の残額は{0}で、この年度の契約予定金額{1}に{2}足りません。このまま依頼すると予算不足で差し戻されます。会計に予算の配当を依頼してください。",
                line?.Remaining ?? Money.Zero, procurement.FirstYear, procurement.FirstYear - (line?.Remaining ?? Money.Zero)));
        }

        if ((await certification.Standing(chosen.SellerId, cancel)).WhyNot(time.JapanToday()) is { } obstacle)
            warnings.Add(obstacle);
        if (chosen.Offer.Price.MinimumTermMonths > procurement.TermMonths)
        {
            warnings.Add(Refusal.Conflict("minimum-term", "このサービスの最低契約期間は{0}か月で、この案件の期間（{1}か月）より長くなっています。販売者に確認してください。",
                chosen.Offer.Price.MinimumTermMonths, procurement.TermMonths));
        }

        if (procurement.Right is { } right)
            warnings.AddRange(await LaterYearsWarnings(procurement, right, cancel));

        if (procurement.Ground == 1 && await smallAmounts.Of(procurement, cancel) is { Fits: not true } small)
            warnings.Add(small.WhySmall);

        return (line, warnings);
    }

    private async Task<IEnumerable<Refusal>> LaterYearsWarnings(ProcurementCase procurement, LaterYearsRight right, CancellationToken cancel)
    {
        var report = await accounts.Report(procurement.BodyCode, procurement.FiscalYear, cancel);
        var limits = report.Authorities.FirstOrDefault(a => a.Id == right.AuthorityId)?.Limits ?? [];
        return new[] { LaterYearsRight.Fault(right, procurement.Start, procurement.End, report) }.OfType<Refusal>().Concat(procurement.Parts.Skip(1)
            .Select(p => (Part: p, Limit: limits.Where(l => l.Year == p.Year).Sum(l => l.Amount)))
            .Where(p => right.AuthorityId is not null && p.Part.Total > p.Limit)
            .Select(p => Refusal.Conflict("over-debt-limit", "債務負担行為「{0}」の{1}年度の限度額{2}に対して{3}不足しています。", right.Name, p.Part.Year.Year, p.Limit, p.Part.Total - p.Limit)));
    }
}
