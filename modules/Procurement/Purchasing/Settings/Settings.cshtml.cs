using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>A yearly limit of a 債務負担行為 and how much of it contracts use.</summary>
public sealed record LimitUse(FiscalYear Year, Money Limit, Money Used);

/// <summary>By what right the body's contracts may bind later years, and how far that is used.</summary>
[Requires(Act.ReadBudget)]
public sealed class SettingsModel : BudgetYearPage
{
    public BudgetReport Report { get; private set; } = null!;

    public IEnumerable<LimitUse> UseOf(DebtAuthority authority) => authority.Limits.Select(l => new LimitUse(l.Year, l.Amount,
        Report.Later.Where(c => c.Years.AuthorityId == authority.Id).SelectMany(c => c.Years.Parts).Where(p => p.Year == l.Year).Sum(p => p.Amount)));

    public IEnumerable<LaterCommitment> LongTerm => Report.Later.Where(c => c.Years.Basis == LaterYearsBasis.LongTermContract && c.Years.Until >= Today);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Body is not { } body)
            return NotFound();
        Report = await Service<IPurchasingAccounts>().Report(body, Year, cancel);
        return Page();
    }
}
