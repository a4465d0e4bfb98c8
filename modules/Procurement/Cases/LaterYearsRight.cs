using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>By what right a case's contract may bind later fiscal years.</summary>
/// <param name="AuthorityId">The 債務負担行為; null for a long-term contract.</param>
/// <param name="Name">Of the ordinance or the authorised matter, as it was called when it was chosen.</param>
internal sealed record LaterYearsRight(LaterYearsBasis Basis, Guid? AuthorityId, string Name)
{
    /// <summary>Value of the form field for 長期継続契約; a 債務負担行為 is named by its id.</summary>
    public const string LongTerm = "long-term";

    public string FieldValue => AuthorityId?.ToString() ?? LongTerm;

    /// <summary>What the body may choose.</summary>
    public static IEnumerable<(string Value, LaterYearsRight Right)> Of(BudgetReport report) =>
    [
        .. report.Ordinance is { } ordinance ? [(LongTerm, new LaterYearsRight(LaterYearsBasis.LongTermContract, null, ordinance.Name))] : Array.Empty<(string, LaterYearsRight)>(),
        .. report.Authorities.Select(a => (a.Id.ToString(), new LaterYearsRight(LaterYearsBasis.DebtBurden, a.Id, a.Subject))),
    ];

    /// <summary>The right that a case's facts choose (null within one year), or why it does not carry the term. What is left of a yearly limit the account
    /// says when it encumbers.</summary>
    public static Result<LaterYearsRight?> Chosen(CaseFacts facts, BudgetReport report)
    {
        if (!facts.CrossesYears)
            return Result<LaterYearsRight?>.Of(null);
        if (Of(report).FirstOrDefault(r => r.Value == facts.Right).Right is not { } right)
        {
            return facts.Right == LongTerm
                ? Refusal.Invalid("Input.Right", "no-ordinance", "年度をまたぐ契約には、長期継続契約の条例か債務負担行為が必要です。この団体の条例が登録されていません。会計に登録を依頼してください。")
                : Refusal.Invalid("Input.Right", "no-debt-authority", "年度をまたぐ契約には、長期継続契約の条例か債務負担行為が必要です。使う債務負担行為を選んでください。");
        }

        return Fault(right, facts.Start!.Value, facts.End!.Value, report) is { } fault ? fault : Result<LaterYearsRight?>.Of(right);
    }

    /// <summary>Why the right does not carry a term; null if it does.</summary>
    public static Refusal? Fault(LaterYearsRight right, DateOnly start, DateOnly end, BudgetReport report)
    {
        if (right.Basis == LaterYearsBasis.LongTermContract)
        {
            return report.Ordinance is { } ordinance && end > start.AddYears(ordinance.MaxYears).AddDays(-1)
                ? Refusal.Invalid("Input.End", "longer-than-ordinance", "「{0}」で認められる期間は最長{1}年です。契約の終わりを{2}までにしてください。",
                    ordinance.Name, ordinance.MaxYears, start.AddYears(ordinance.MaxYears).AddDays(-1))
                : null;
        }

        var limits = report.Authorities.FirstOrDefault(a => a.Id == right.AuthorityId)?.Limits ?? [];
        var missing = Enumerable.Range(FiscalYear.Of(start).Year + 1, FiscalYear.Of(end).Year - FiscalYear.Of(start).Year).FirstOrDefault(year => limits.All(l => l.Year.Year != year));
        return missing == 0 ? null
            : Refusal.Invalid("Input.Right", "debt-years", "債務負担行為「{0}」には{1}年度の限度額がありません。契約の期間か、使う債務負担行為を見直してください。", right.Name, missing);
    }
}
