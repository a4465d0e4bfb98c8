using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>What a lead opens a joint procurement on.</summary>
/// <param name="StartMonth">First day of a month of the fiscal year.</param>
internal sealed record JointTerms(
    Guid Id, string Title, string Category, string Specification, FiscalYear FiscalYear, DateOnly StartMonth,
    DateOnly DemandDeadline, DateOnly OfferDeadline, AllocationRule Rule)
{
    /// <summary>What is wrong with the terms on that day. Fields are named as on the opening page.</summary>
    public IEnumerable<Refusal> WhyNot(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Title) || Title.Length > 100)
            yield return Refusal.Invalid("Input.Title", "title-needed", "件名を100文字以内で入力してください。");
        if (string.IsNullOrWhiteSpace(Specification) || Specification.Length > 10_000)
            yield return Refusal.Invalid("Input.Specification", "specification-needed", "統一仕様を10,000文字以内で入力してください。");
        if (FiscalYear != FiscalYear.Of(today) && FiscalYear != FiscalYear.Of(today).Next)
            yield return Refusal.Invalid("Input.StartMonth", "year-range", "利用開始月は今年度か来年度の月を選んでください。");
        else if (!FiscalYear.Contains(StartMonth) || StartMonth.Day != 1)
            yield return Refusal.Invalid("Input.StartMonth", "start-outside-year", "利用開始月は会計年度の4月から3月までの間で選んでください。");
        if (DemandDeadline < today)
            yield return Refusal.Invalid("Input.DemandDeadline", "deadline-past", "需要の届出の期限は今日以降の日付にしてください。");
        if (OfferDeadline <= DemandDeadline)
            yield return Refusal.Invalid("Input.OfferDeadline", "deadline-order", "申込の期限は、需要の届出の期限より後の日付にしてください。");
        else if (IsAfterMonth(OfferDeadline, StartMonth))
            yield return Refusal.Invalid("Input.OfferDeadline", "deadline-after-start", "申込の期限は、利用開始月の末日までの日付にしてください。");
        if (Rule.WhyNot("Input.Equal") is { } rule)
            yield return rule;
    }

    /// <summary>Whether the day is later than the month that <paramref name="first"/> begins; compared without counting on, which fails at the calendar's end.</summary>
    internal static bool IsAfterMonth(DateOnly day, DateOnly first) => (day.Year, day.Month).CompareTo((first.Year, first.Month)) > 0;
}

/// <summary>What a body files as its demand.</summary>
/// <param name="StartMonth">First day of the month it starts in.</param>
/// <param name="BudgetLine">款-項-目-節 code in its purchasing account.</param>
/// <param name="Ceiling">上限額, with tax: what it encumbers, and what its share may not exceed.</param>
internal sealed record DemandTerms(Guid Id, int Users, int Population, DateOnly StartMonth, string BudgetLine, Money Ceiling)
{
    public IEnumerable<Refusal> WhyNot(JointProcurement joint)
    {
        if (Users is < 1 or > 1_000_000)
            yield return Refusal.Invalid("Input.Users", "users-range", "利用者数は1人から100万人までで入力してください。");
        if (Population is < 1 or > 20_000_000)
            yield return Refusal.Invalid("Input.Population", "population-range", "人口は1人から2,000万人までで入力してください。");
        if (StartMonth < joint.StartMonth || StartMonth > joint.FiscalYear.LastDay || StartMonth.Day != 1)
            yield return Refusal.Invalid("Input.StartMonth", "start-range", "利用開始月は{0}月から3月までの間で選んでください。", joint.StartMonth.Month);
        if (string.IsNullOrWhiteSpace(BudgetLine))
            yield return Refusal.Invalid("Input.BudgetLine", "line-needed", "予算科目を選んでください。");
        if (Ceiling.Yen is < 1 or > 100_000_000_000)
            yield return Refusal.Invalid("Input.Ceiling", "ceiling-range", "上限額（税込）は1円から1,000億円までで入力してください。");
    }
}
