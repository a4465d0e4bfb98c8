using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>The own organisation's API tokens.</summary>
[Requires(Act.ManageTokens), ResponseCache(NoStore = true)]
internal sealed class TokensModel : MarketplacePage
{
    internal const string TextKey = "token-text";

    public IReadOnlyList<TokenRow> Tokens { get; private set; } = [];

    /// <summary>The token just made; shown once.</summary>
    public string? Text { get; private set; }
    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync()
    {
        var db = Service<AccountsDbContext>();
        Now = Service<TimeProvider>().GetUtcNow();
        Text = TempData[TextKey] as string;
        Tokens = await db.ApiTokens.AsNoTracking().Where(t => t.OrganisationId == Actor.OrganisationId).OrderByDescending(t => t.CreatedAt)
            .Select(t => new TokenRow(t.PublicId, t.Name, t.Role, t.CreatedBy.Name, t.ExpiresAt, t.RevokedAt, db.ApiTokenUses.Where(u => u.TokenId == t.Id).Select(u => (DateTimeOffset?)u.At).FirstOrDefault()))
            .ToListAsync(Cancel);
    }
}

internal sealed record TokenRow(string PublicId, string Name, Role Role, string CreatedBy, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? UsedAt)
{
    /// <summary>Last day in Japan on which it works.</summary>
    public DateOnly LastDay => ExpiresAt.AddTicks(-1).JapanDay();
}
