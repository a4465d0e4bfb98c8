using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Checks that every transaction of the ledger balances, that receivables equal the open invoices, that issued invoices still have the content
/// their hash names and that their numbers have no gaps.</summary>
internal sealed class LedgerDoctor(BillingDbContext db) : IDoctor
{
    public string Name => "billing ledger";

    public async Task<IReadOnlyList<string>> Faults(CancellationToken cancel)
    {
        var faults = new List<string>();
        faults.AddRange(await db.Database.SqlQuery<string>($"""
            select 'Invoice ' || invoice_id || ', ' || event || ': debit and credit differ.' as "Value"
            from billing.ledger_entry group by invoice_id, event, organisation_id having sum(debit) <> sum(credit)
            """).ToListAsync(cancel));
        faults.AddRange(await db.Database.SqlQuery<string>($"""
            select 'Invoice ' || i.number || ' (' || i.state || '): its receivable in the ledger is ' || coalesce(sum(e.debit - e.credit), 0) || ' yen.' as "Value"
            from billing.invoice i left join billing.ledger_entry e on e.invoice_id = i.id and e.account = 'Receivable'
            group by i.id having coalesce(sum(e.debit - e.credit), 0) <> case when i.state = 'Paid' then 0 else i.total end
            """).ToListAsync(cancel));
        faults.AddRange(await db.Database.SqlQuery<string>($"""
            select 'Invoice ' || number || ': its content does not have the hash it was issued with.' as "Value"
            from billing.invoice where content_hash <> encode(sha256(convert_to(content, 'UTF8')), 'hex')
            """).ToListAsync(cancel));
        faults.AddRange(await db.Database.SqlQuery<string>($"""
            select 'Seller ' || c.seller_id || ', ' || c.year || ': ' || c.last || ' numbers given, ' || count(i.id) || ' invoices.' as "Value"
            from billing.invoice_counter c left join billing.invoice i on i.seller_id = c.seller_id and extract(year from i.issued_on) = c.year
            group by c.seller_id, c.year, c.last having count(i.id) <> c.last
            """).ToListAsync(cancel));
        return faults;
    }
}
