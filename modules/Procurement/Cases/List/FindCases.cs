using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>A line of the list of cases.</summary>
internal sealed record CaseLine(
    string PublicId, string Title, string BodyName, string RequesterName, CaseState State, string ReturnCode, DateOnly Start, DateOnly End, Money Total, DateTimeOffset ChangedAt);

/// <summary>Which cases: open ones first, then the newest change.</summary>
/// <param name="State">A state's name, "open" (not ended), "ended", or empty for all.</param>
/// <param name="Text">Part of the title.</param>
/// <param name="Page">From 1.</param>
internal sealed record FindCases(string State, string Text, int Page);

internal sealed record CasesFound(int Total, int Page, int Pages, IReadOnlyList<CaseLine> Items);

internal sealed class FindCasesHandler(ProcurementDbContext db)
{
    public const int PageSize = 20;

    public async Task<CasesFound> Handle(FindCases query, CancellationToken cancel)
    {
        var cases = db.Set<ProcurementCase>().AsNoTracking();
        if (string.Equals(query.State, "open", StringComparison.OrdinalIgnoreCase))
            cases = cases.Where(c => c.EndedAt == null);
        else if (string.Equals(query.State, "ended", StringComparison.OrdinalIgnoreCase))
            cases = cases.Where(c => c.EndedAt != null);
        else if (Enum.TryParse<CaseState>(query.State, ignoreCase: true, out var state))
            cases = cases.Where(c => c.State == state);
        if (query.Text.Length > 0)
            cases = cases.Where(c => c.Title.Contains(query.Text));
        var total = await cases.CountAsync(cancel);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        var items = await cases.OrderBy(c => c.EndedAt != null).ThenByDescending(c => c.ChangedAt).ThenBy(c => c.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(c => new CaseLine(c.PublicId, c.Title, c.BodyName, c.RequesterName, c.State, c.ReturnCode, c.Start, c.End, c.Total, c.ChangedAt))
            .ToListAsync(cancel);
        return new CasesFound(total, page, pages, items);
    }
}
