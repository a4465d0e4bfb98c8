using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement.Cases;

/// <summary>The step navigation of a case: six steps with day and person.</summary>
internal static class CaseSteps
{
    private static readonly (string Text, CaseAct Act)[] All =
    [
        ("起案", CaseAct.Opened), ("検索の保存", CaseAct.SearchSaved), ("検索の確定", CaseAct.Locked), ("選定", CaseAct.Chosen), ("決裁", CaseAct.Approved), ("契約", CaseAct.Contracted),
    ];

    public static IReadOnlyList<Step> Of(ProcurementCase procurement, Texts texts)
    {
        var done = Done(procurement.State, procurement.Steps);
        return [.. All.Select((step, i) => new Step(texts[step.Text], i < done ? StepState.Done : i > done ? StepState.Next : Present(procurement), Detail(procurement, step.Act, i, done, texts)))];
    }

    // How many of the six are behind it.
    private static int Done(CaseState state, IReadOnlyList<CaseStep> steps) => state switch
    {
        CaseState.Open => 1,
        CaseState.Searched => 2,
        CaseState.Locked => 3,
        CaseState.Chosen or CaseState.Reserving or CaseState.AwaitingApproval or CaseState.Returned => 4,
        CaseState.Ordering => 5,
        CaseState.Contracted => 6,
        _ => steps.Any(s => s.Act == CaseAct.Chosen) ? 4 : steps.Any(s => s.Act == CaseAct.Locked) ? 3 : steps.Any(s => s.Act == CaseAct.SearchSaved) ? 2 : 1,
    };

    private static StepState Present(ProcurementCase procurement) =>
        procurement.State is CaseState.Returned or CaseState.Cancelled or CaseState.NoneSuitable ? StepState.Blocked : StepState.Current;

    // Who is on, or what stopped it.
    private static string? On(ProcurementCase procurement, Texts texts) => procurement.State switch
    {
        CaseState.Reserving or CaseState.Ordering => texts[CaseWords.Of(procurement.State)],
        CaseState.AwaitingApproval => texts["決裁者"],
        CaseState.Returned or CaseState.Cancelled or CaseState.NoneSuitable => texts[CaseWords.Of(procurement.State, procurement.ReturnCode)],
        _ => texts["担当者"],
    };

    private static string? Detail(ProcurementCase procurement, CaseAct act, int place, int done, Texts texts)
    {
        if (place == done)
            return On(procurement, texts);
        var last = place < done ? procurement.Steps.LastOrDefault(s => s.Act == act) : null;
        return last is null ? null : string.Join(' ', Dates.Short(last.At.JapanDay()), last.PersonName).TrimEnd();
    }
}
