using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>What a requester states about a case; may change until the search is locked.</summary>
/// <param name="Title">件名, 1 to 100 characters.</param>
/// <param name="Purpose">目的又は理由, up to 2,000 characters.</param>
/// <param name="Users">Expected users, 1 to 1,000,000.</param>
/// <param name="Population">Inhabitants, 1 to 20,000,000; prices by population are computed with it.</param>
/// <param name="Start">First day of the term, in this fiscal year or the next: budgets reach no further.</param>
/// <param name="End">Last day of the term.</param>
/// <param name="BudgetLine">"2026/02-01-05-13": fiscal year and code of the line to encumber; empty while not yet decided.</param>
/// <param name="Right">By what right the term crosses 31 March (<see cref="LaterYearsRight.FieldValue"/>); not looked at when it does not.</param>
internal sealed record CaseFacts(string Title, string Purpose, int? Users, int? Population, DateOnly? Start, DateOnly? End, string BudgetLine, string Right = "")
{
    public const int TitleLength = 100, PurposeLength = 2000, MaxUsers = 1_000_000, MaxPopulation = 20_000_000, MaxYears = 20;

    public bool CrossesYears => Start is { } start && End is { } end && end > FiscalYear.Of(start).LastDay;

    /// <summary>All that is wrong with it on that day; empty when it may be saved.</summary>
    public IReadOnlyList<Refusal> Check(DateOnly today) => [.. Checks(FiscalYear.Of(today)).OfType<Refusal>()];

    private IEnumerable<Refusal?> Checks(FiscalYear current)
    {
        yield return Title.Length is > 0 and <= TitleLength ? null
            : Refusal.Invalid("Input.Title", "title-length", "件名は1文字以上100文字以内で入力してください。");
        yield return Purpose.Length <= PurposeLength ? null
            : Refusal.Invalid("Input.Purpose", "purpose-length", "目的・理由は2,000文字以内で入力してください。");
        yield return Users is >= 1 and <= MaxUsers ? null
            : Refusal.Invalid("Input.Users", "users-range", "利用者数は1人から1,000,000人の整数で入力してください。");
        yield return Population is >= 1 and <= MaxPopulation ? null
            : Refusal.Invalid("Input.Population", "population-range", "人口は1人から20,000,000人の整数で入力してください。");
        yield return Start is not null ? null
            : Refusal.Invalid("Input.Start", "start-missing", "契約開始日を入力してください。");
        yield return End is not null ? null
            : Refusal.Invalid("Input.End", "end-missing", "契約終了日を入力してください。");
        if (Start is not { } start || End is not { } end)
            yield break;
        var year = FiscalYear.Of(start);
        if (year != current && year != current.Next)
        {
            yield return Refusal.Invalid("Input.Start", "year-range", "契約開始日は今年度か来年度の日付にしてください。");
            yield break;
        }

        yield return end <= start
            ? Refusal.Invalid("Input.End", "end-before-start", "契約終了日は開始日より後の日付にしてください。")
            : end >= start.AddYears(MaxYears)
                ? Refusal.Invalid("Input.End", "term-too-long", "契約期間は{0}年以内で指定してください。", MaxYears)
                : null;
        if (CrossesYears && end < start.AddYears(MaxYears))
        {
            yield return Right.Length > 0 ? null
                : Refusal.Invalid("Input.Right", "several-years",
                    "契約期間が年度をまたいでいます。長期継続契約か債務負担行為のどちらによるかを選んでください。一つの年度の契約にするときは、契約終了日を{0}までにしてください。", year.LastDay);
            yield return YearlyParts.MonthsByYear(start, end)[0].Months > 0 ? null
                : Refusal.Invalid("Input.Start", "no-month-in-first-year", "開始日の年度のうちに終わる月がないため、その年度に支払う額がありません。開始日を{0}以降にするか、早めてください。", year.Next.FirstDay);
        }

        yield return BudgetLine.Length == 0 || Line is { } line && line.Year == year ? null
            : Refusal.Invalid("Input.BudgetLine", "budget-line-year", "予算科目は契約開始日と同じ年度（{0}）のものを選んでください。", year);
    }

    /// <summary>The chosen line taken apart; null while undecided.</summary>
    public (FiscalYear Year, string Code)? Line =>
        BudgetLine.Split('/') is [var year, { Length: > 0 } code] && int.TryParse(year, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? (new FiscalYear(number), code)
            : null;
}

/// <summary>Months of a term as prices count them.</summary>
internal static class Months
{
    /// <summary>Months begun between two days, both included: catalogue prices are per month and are not split by days.</summary>
    public static int Between(DateOnly first, DateOnly last)
    {
        var after = last.AddDays(1);
        var whole = 12 * (after.Year - first.Year) + after.Month - first.Month;
        return after.Day > first.Day ? whole + 1 : Math.Max(1, whole);
    }
}
