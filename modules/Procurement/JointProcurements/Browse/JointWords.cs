using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Procurement;

/// <summary>The office's words for the states and methods of joint procurement; keys of <see cref="Texts"/>.</summary>
internal static class JointWords
{
    public static string Of(JointState state) => state switch
    {
        JointState.Gathering => "需要とりまとめ中",
        JointState.Offering => "申込受付中",
        JointState.Evaluating => "評価中",
        JointState.Awarded => "決定（契約手続中）",
        JointState.Concluded => "契約完了",
        JointState.Cancelled => "中止",
        _ => throw new InvalidOperationException($"No word for {state}."),
    };

    public static string ChipOf(JointState state) => state switch
    {
        JointState.Gathering or JointState.Offering or JointState.Evaluating or JointState.Awarded => "info",
        JointState.Concluded => "good",
        JointState.Cancelled => "bad",
        _ => throw new InvalidOperationException($"No chip for {state}."),
    };

    /// <summary>What is not decided when the demand is fixed takes no part.</summary>
    public static string Of(ParticipantState state, bool demandFixed) => state switch
    {
        ParticipantState.Filed or ParticipantState.Refused when demandFixed => "不参加（期限までに決定なし）",
        ParticipantState.Filed => "届出（決裁待ち）",
        ParticipantState.Committing => "予算確保中",
        ParticipantState.Committed => "参加決定",
        ParticipantState.Refused => "予算不足",
        ParticipantState.Withdrawn => "辞退",
        ParticipantState.Released => "中止（予算返還）",
        ParticipantState.Contracted => "契約済",
        _ => throw new InvalidOperationException($"No word for {state}."),
    };

    public static string ChipOf(ParticipantState state) => state switch
    {
        ParticipantState.Filed or ParticipantState.Committing => "info",
        ParticipantState.Committed or ParticipantState.Contracted => "good",
        ParticipantState.Refused => "bad",
        ParticipantState.Withdrawn or ParticipantState.Released => "neutral",
        _ => throw new InvalidOperationException($"No chip for {state}."),
    };

    public static string Of(AllocationMethod method) => method switch
    {
        AllocationMethod.Equal => "均等割",
        AllocationMethod.Population => "人口割",
        AllocationMethod.PopulationPower585 => "逓減人口割（人口の0.585乗）",
        AllocationMethod.Users => "利用者数割",
        _ => throw new InvalidOperationException($"No word for {method}."),
    };

    public static string Of(CostComponent component) => component switch
    {
        CostComponent.Initial => "初期費用",
        CostComponent.Running => "月額費用",
        _ => throw new InvalidOperationException($"No word for {component}."),
    };

    public static string Of(VolumeBasis basis) => basis switch
    {
        VolumeBasis.TotalUsers => "全団体の利用者数の合計",
        VolumeBasis.Bodies => "参加団体数",
        _ => throw new InvalidOperationException($"No word for {basis}."),
    };

    /// <summary>"均等割 30％・利用者数割 70％".</summary>
    public static string InWords(this AllocationRule rule, Texts texts) => string.Join(Texts.IsEnglish ? ", " : "・",
        Enum.GetValues<AllocationMethod>().Where(m => rule.PerCent(m) > 0).Select(m => texts["{0} {1}％", texts[Of(m)], rule.PerCent(m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)]));

    public static string Month(DateOnly first) => first.ToString(Texts.IsEnglish ? "MMM yyyy" : "yyyy年M月", System.Globalization.CultureInfo.InvariantCulture);

    public static string MonthValue(DateOnly first) => first.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>First day of a month typed or chosen as "2027-01"; 0001-01-01 for anything else, which no rule accepts.</summary>
    public static DateOnly MonthOf(string? value) =>
        DateOnly.TryParseExact(value + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : default;

    public static IReadOnlyList<Option> Months(DateOnly from, DateOnly to, Texts texts) =>
        [.. Enumerable.Range(0, 24).Select(from.AddMonths).TakeWhile(m => m <= to).Select(m => new Option(MonthValue(m), texts["{0}（{1}年度）", Month(m), FiscalYear.Of(m).Year]))];
}
