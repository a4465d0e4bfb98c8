using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog.Browse;

[Requires(Act.Browse)]
[SameForVisitors]
public sealed class VendorsModel : MarketplacePage
{
    private const int PageSize = 100;

    internal string Words { get; private set; } = "";
    internal char? Row { get; private set; }
    internal IReadOnlyDictionary<char, int> Rows { get; private set; } = null!;
    internal IReadOnlyList<VendorLine> Lines { get; private set; } = [];
    internal int Total { get; private set; }
    internal int PageNumber { get; private set; }
    internal int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public async Task<IActionResult> OnGet(string? q, string? row, string? p)
    {
        if (p is not null && SearchAddress.Number(p, 1, 10_000) is null)
            return NotFound();
        PageNumber = (int?)SearchAddress.Number(p, 1, 10_000) ?? 1;
        Words = q is { Length: > 100 } ? q[..100] : q ?? "";
        var all = await Service<ReadVendors>().All(Words, Cancel);
        Rows = all.GroupBy(v => v.Row).ToDictionary(g => g.Key, g => g.Count());
        Row = row is { Length: 1 } && (KanaRows.All + KanaRows.Other).Contains(row[0], StringComparison.Ordinal) ? row[0] : null;
        var shown = all.Where(v => Row is null || v.Row == Row).ToList();
        Total = shown.Count;
        if (PageNumber > Pages)
            return NotFound();
        Lines = [.. shown.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        return Page();
    }

    internal string RowUrl(char? row) => "/vendors" + Microsoft.AspNetCore.Http.QueryString.Create(
        new[] { KeyValuePair.Create("q", Words.Length > 0 ? Words : null), KeyValuePair.Create("row", row?.ToString()) }.Where(v => v.Value is not null));
}
