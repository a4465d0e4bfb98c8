using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>What a requester states about a case; may change until the search is locked.</summary>
/// <param name="Title">件名, 1 to 100 characters.</param>
/// <param name="Purpose">目的又は理由, up to 2,000 characters.</param>
/// <param name="Users">Expected users, 1 to 1,000,000.</param>
/// <param name="Population">Inhabitants, 1 to 20,000,000; prices by population are computed with it.</param>
/// <param name="Start">First day of the term, in this fiscal year or the next: budgets reach no further.</param>
/// <param name="End">Last day of the term, in the same fiscal year as <paramref name="Start"/>.</param>
/// <param name="BudgetLine">"2026/02-01-05-13": fiscal year and code of the line to encumber; empty while not yet decided.</param>
internal sealed record CaseFacts(string Title, string Purpose, int? Users, int? Population, DateOnly? Start, DateOnly? End, string BudgetLine)
{
    public const int TitleLength = 100, PurposeLength = 2000, MaxUsers = 1_000_000, MaxPopulation = 20_000_000;

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
            : !year.Contains(end)
                ? Refusal.Invalid("Input.End", "several-years",
                    "契約期間は一つの会計年度（4月1日から翌年3月31日まで）の中で指定してください。複数年度の契約には長期継続契約または債務負担行為が必要で、この画面ではまだ扱えません。")
                : null;
        yield return BudgetLine.Length == 0 || Line is { } line && line.Year == year ? null
            : Refusal.Invalid("Input.BudgetLine", "budget-line-year", "予算科目は契約期間と同じ年度（{0}）のものを選んでください。", year);
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
