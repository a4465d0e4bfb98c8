using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>What the pages that read a budget share: whose it is.</summary>
public abstract class BudgetPage : MarketplacePage
{
    /// <summary>Which body the operator's auditor looks at; a body's own people always see their own.</summary>
    [BindProperty(SupportsGet = true, Name = "body")]
    public string? Asked { get; set; }

    public LocalGovernmentCode? Body => Of(Actor, Asked);

    /// <summary>Kept in links while an auditor looks around: "&amp;body=210005", or nothing.</summary>
    public string BodyQuery => Actor.BodyCode is null && Body is { } code ? $"&body={code}" : "";

    public DateOnly Today => Service<TimeProvider>().JapanToday();

    /// <summary>Who may change the budget sees the links to do so; an auditor of the operator only reads.</summary>
    public bool MayOwn(Act act) => Actor.BodyCode is not null && Actor.May(act);

    internal static LocalGovernmentCode? Of(Actor actor, string? asked) =>
        actor.BodyCode ?? (actor.IsOperator && LocalGovernmentCode.TryParse(asked?.Trim(), null, out var code) ? code : null);
}

/// <summary>A page about one fiscal year: <c>?year=2026</c>, or the present one.</summary>
public abstract class BudgetYearPage : BudgetPage
{
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? AskedYear { get; set; }

    public FiscalYear Year => AskedYear is >= 2000 and <= 2100 ? new FiscalYear(AskedYear.Value) : FiscalYear.Of(Today);
    public string YearName => PurchasingWords.Of(T, Year);

    /// <summary>Address of a page of the budget for this year, e.g. <c>At("year-end")</c>.</summary>
    public string At(string page, FiscalYear? year = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/budget{(page.Length > 0 ? "/" : "")}{page}?year={(year ?? Year).Year}{BodyQuery}");

    protected IReadOnlyList<Tab> Tabs(string page, IEnumerable<FiscalYear> years) =>
        [.. years.Append(Year).Distinct().Order().Select(y => new Tab(PurchasingWords.Of(T, y), At(page, y), y == Year))];
}
