using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement.Cases;

/// <summary>執行伺: the paper that goes round for approval, with what a body's finance rules ask of it.</summary>
[Requires(Act.ReadCases)]
internal sealed class PrintCaseModel : CasePage
{
    public BudgetLineFigures? Line { get; private set; }
    public IReadOnlyList<CandidateRow> Rows { get; private set; } = [];
    public DateOnly Day => (Case.RequestedAt ?? Case.OpenedAt).JapanDay();
    public string FullAddress => $"{Request.Scheme}://{Request.Host}{Address}";

    public IReadOnlyList<Stamp> Stamps =>
    [
        new(T["決裁"], Case.ApproverName.Length == 0 ? null : Case.ApproverName, Case.ApprovedAt?.JapanDay()),
        new(T["合議"]),
        new(T["起案"], Case.RequesterName, Case.OpenedAt.JapanDay()),
    ];

    protected override async Task LoadMore()
    {
        Line = await Service<BudgetLines>().Of(Case, Cancel);
        Rows = await Service<CandidateRows>().Of(Case, Cancel);
    }
}
