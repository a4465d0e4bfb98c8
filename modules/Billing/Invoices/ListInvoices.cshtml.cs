using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>The invoices of one's own side; the operator sees all.</summary>
[Requires(Act.ReadInvoices)]
public sealed class ListInvoicesModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    internal InvoiceList Invoices { get; private set; } = null!;
    internal DateOnly Today { get; private set; }
    internal InvoiceFilter Filter { get; private set; }

    internal IEnumerable<Tab> Tabs => Enum.GetValues<InvoiceFilter>().Select(f => new Tab(T[Name(f)], Address(f), f == Filter));

    public async Task OnGetAsync()
    {
        Filter = Enum.TryParse<InvoiceFilter>(State, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : InvoiceFilter.Open;
        Today = Service<TimeProvider>().JapanToday();
        Invoices = await Service<ListInvoicesHandler>().Handle(new ListInvoices(Filter, Q, P), Cancel);
        P = Math.Clamp(P, 1, Invoices.Pages);
    }

    private string Address(InvoiceFilter filter) =>
        $"/invoices?state={filter.ToString().ToLowerInvariant()}" + (string.IsNullOrWhiteSpace(Q) ? "" : "&q=" + Uri.EscapeDataString(Q));

    internal static string Name(InvoiceFilter filter) => filter switch
    {
        InvoiceFilter.Open => "未入金",
        InvoiceFilter.Issued => "請求済",
        InvoiceFilter.PaymentOrdered => "支払手続中",
        InvoiceFilter.Overdue => "支払期日超過",
        InvoiceFilter.Paid => "入金確認済",
        InvoiceFilter.All => "すべて",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };
}
