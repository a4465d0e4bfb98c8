using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Host.Operator;

/// <summary>Search of the audit trail, newest first, by keyset (the trail only grows, so pages by number would shift).</summary>
[Requires(Act.SearchAudit)]
public sealed class AuditModel : MarketplacePage
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Organisation { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Record { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<AuditRow> Rows { get; private set; } = [];
    public AuditBlock? Root { get; private set; }
    public string? Next { get; private set; }

    public static string Word(string change) => change switch { "added" => "追加", "removed" => "削除", _ => "変更" };

    public async Task OnGetAsync()
    {
        var db = Service<SharedDbContext>();
        Root = await db.AuditBlocks.AsNoTracking().OrderByDescending(b => b.Number).FirstOrDefaultAsync(Cancel);
        var rows = db.Audit.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Who))
            rows = rows.Where(r => r.PersonName.Contains(Who.Trim()));
        if (!string.IsNullOrWhiteSpace(Organisation))
            rows = rows.Where(r => r.OrganisationName.Contains(Organisation.Trim()));
        if (!string.IsNullOrWhiteSpace(Record))
            rows = rows.Where(r => r.RecordId == Record.Trim() || r.Record == Record.Trim());
        if (From is { } from)
            rows = rows.Where(r => r.At >= from.AddDays(-1).EndOfJapanDay());
        if (To is { } to)
            rows = rows.Where(r => r.At < to.EndOfJapanDay());
        if (Before is { } before)
            rows = rows.Where(r => r.Sequence < before);
        Rows = await rows.OrderByDescending(r => r.Sequence).Take(PageSize).ToListAsync(Cancel);
        if (Rows.Count == PageSize)
        {
            var query = Request.Query.Where(q => !string.Equals(q.Key, "before", StringComparison.OrdinalIgnoreCase)).SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")));
            Next = "/audit" + new QueryBuilder(query) { { "before", Rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) } };
        }
    }
}
