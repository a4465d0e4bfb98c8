using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The accountant's dates: the year end in sight with something open, and books that are closed but not yet made up.</summary>
internal sealed class BudgetWorkItems(IPurchasingAccounts accounts, TimeProvider time, Texts texts) : IWorkItems
{
    private const int DaysInSight = 60;

    public async Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel)
    {
        if (actor.BodyCode is not { } body || !actor.May(Act.CloseBudget))
            return [];
        var today = time.JapanToday();
        var items = new List<WorkItem>();
        var current = FiscalYear.Of(today);
        foreach (var year in (FiscalYear[])[new(current.Year - 1), current])
        {
            if (today.AddDays(DaysInSight) < year.LastDay)
                continue;
            var lines = await accounts.Read(body, year, cancel);
            if (lines.Count == 0 || lines.All(l => l.Unused is not null))
                continue;
            var open = lines.Sum(l => l.Open);
            items.Add(new WorkItem(
                texts["{0}の年度末", PurchasingWords.Of(texts, year)], open > Money.Zero ? texts["未払い{0}", open] : texts["締められます"],
                texts["年度末の処理をする"], string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/budget/year-end?year={year.Year}"),
                open > Money.Zero && today <= year.LastDay ? year.LastDay : year.BooksClose, Waiting: open > Money.Zero || today >= year.BooksClose));
        }

        return items;
    }
}
