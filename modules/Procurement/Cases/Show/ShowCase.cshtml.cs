using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement.Cases;

[Requires(Act.ReadCases)]
internal sealed class ShowCaseModel : CasePage
{
    public BudgetLineFigures? Line { get; private set; }
    public SmallAmount? Small { get; private set; }
    public IReadOnlyList<CandidateRow> Rows { get; private set; } = [];

    /// <summary>Whether what is stored still gives the hash made when it was locked.</summary>
    public bool EvidenceHolds => Case.EvidenceHolds();

    /// <summary>Why it was returned the last time.</summary>
    public string? ReturnReason => Case.Steps.LastOrDefault(s => s.Act == CaseAct.Returned) is { } step ? T.Comment(step) : null;

    public IEnumerable<HistoryItem> History => Case.Steps.Reverse().Select(s => new HistoryItem(
        s.At, s.PersonId is null ? T["システム"] : $"{Case.BodyName} {s.PersonName}", T[CaseWords.Of(s)], T.Comment(s)));

    protected override async Task LoadMore()
    {
        Line = await Service<BudgetLines>().Of(Case, Cancel);
        Small = await Service<SmallAmounts>().Of(Case, Cancel);
        Rows = await Service<CandidateRows>().Of(Case, Cancel);
    }
}
