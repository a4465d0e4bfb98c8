using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Browse;

/// <summary>公開の履歴: everybody can see what a listing said when, and what changed between any two of its versions.</summary>
[Requires(Act.Browse)]
public sealed class HistoryModel : MarketplacePage
{
    internal ListingHistoryPage History { get; private set; } = null!;
    internal EditionDifferences? Between { get; private set; }
    internal int P { get; private set; }
    internal int Pages => (History.Total + ReadHistory.PageSize - 1) / ReadHistory.PageSize;

    /// <summary>All versions to choose from, the newest first.</summary>
    internal IReadOnlyList<Option> Choices => [.. History.Numbers.Select(n => new Option(n.ToString(CultureInfo.InvariantCulture), T["第{0}版", n]))];

    /// <summary>What the form shows: the two compared, or the newest two.</summary>
    internal int From => Between?.From.Number ?? History.Numbers.ElementAtOrDefault(1);
    internal int To => Between?.To.Number ?? History.Numbers[0];

    public async Task<IActionResult> OnGetAsync(string publicId, int? from, int? to, int p = 1)
    {
        var read = Service<ReadHistory>();
        if (!ModelState.IsValid || await read.Page(publicId, p, Cancel) is not { } page)
            return NotFound();
        (History, P) = (page, p);
        if (from is null && to is null)
            return Page();
        Between = from is { } a && to is { } b ? await read.Between(publicId, a, b, Cancel) : null;
        return Between is null ? NotFound() : Page();
    }

    internal string Address(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"/services/{History.Offer.PublicId}/history?from={from}&to={to}#differences");
}
