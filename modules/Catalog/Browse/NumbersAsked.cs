using Marketplace.Shared;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Catalog.Browse;

/// <summary>The numbers that costs are computed for, as they stand in a page's address; null where nothing is said or it cannot be read.</summary>
/// <param name="Months">Term, 1 to <see cref="CostEstimate.MostMonths"/>.</param>
/// <param name="Faults">What cannot be read, each at its field; computed with the usual value.</param>
internal sealed record NumbersAsked(int? Users, int? Population, int? Bodies, int? Months, IReadOnlyList<Refusal> Faults)
{
    public static NumbersAsked Of(IQueryCollection query)
    {
        List<Refusal> faults = [];
        return new NumbersAsked(
            Number(SearchAddress.UsersName, 1, SearchAddress.MostUsers, "利用者数は{0}から{1}までの数字で入力してください。"),
            Number(SearchAddress.PopulationName, 0, SearchAddress.MostPopulation, "人口は{0}から{1}までの数字で入力してください。"),
            Number("bodies", 1, BodySize.MostBodies, "共同で使う団体数は{0}から{1}までの数字で入力してください。"),
            Number("months", 1, CostEstimate.MostMonths, "利用期間は{0}から{1}までの月数で入力してください。"), faults);

        int? Number(string field, int least, int most, string fault)
        {
            if (query[field].FirstOrDefault()?.Trim() is not { Length: > 0 } typed)
                return null;
            var number = (int?)SearchAddress.Number(typed, least, most);
            if (number is null)
                faults.Add(Refusal.Invalid(field, "out-of-range", fault, SearchCatalogue.Count(least), SearchCatalogue.Count(most)));
            return number;
        }
    }
}
