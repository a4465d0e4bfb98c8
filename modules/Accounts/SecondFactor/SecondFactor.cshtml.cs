using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>The own second factor: whether there is one, and once after a set-up the recovery codes.</summary>
[Requires(Act.UseOwnAccount), ResponseCache(NoStore = true)]
internal sealed class SecondFactorModel : MarketplacePage
{
    internal const string CodesKey = "recovery-codes", NextKey = "second-factor-next";

    public IReadOnlyList<string> Codes { get; private set; } = [];
    public string Next { get; private set; } = "/account/second-factor";
    public DateTimeOffset? SetUpAt { get; private set; }
    public int CodesLeft { get; private set; }
    public bool Required => Service<SecondFactorRule>().Requires(Actor.Kind!.Value);

    public async Task OnGetAsync()
    {
        Codes = (TempData[CodesKey] as string)?.Split(' ') ?? [];
        Next = TempData[NextKey] as string ?? Next;
        if (await Service<AccountsDbContext>().SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.PersonId == Actor.PersonId, Cancel) is { } factor)
            (SetUpAt, CodesLeft) = (factor.SetUpAt, factor.RecoveryHashes.Length);
    }
}
