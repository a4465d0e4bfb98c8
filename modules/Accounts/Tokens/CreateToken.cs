using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <param name="Id">Once-id of the form; becomes the token's key.</param>
/// <param name="LastDay">Last day in Japan on which it works: today to a year from today.</param>
internal sealed record CreateToken(Guid Id, string Name, Role? Role, DateOnly? LastDay);

/// <summary>Makes an API token. Sent twice, it stays one token, whose text is made anew as long as it was never used.</summary>
internal sealed class CreateTokenHandler(AccountsDbContext db, TimeProvider time)
{
    private const int LongestName = 60;

    /// <summary>The token's text; it cannot be read again later.</summary>
    public async Task<Result<string>> Handle(CreateToken command, CancellationToken cancel)
    {
        var name = Typed.Line(command.Name);
        var today = time.JapanToday();
        var refusals = new List<Refusal>();
        if (name.Length is 0 or > LongestName)
            refusals.Add(Refusal.Invalid("Input.Name", "name", "どのシステムで使うかがわかる名前を{0}文字以内で入力してください。", LongestName));
        if (command.Role is not { } role || !OrganisationRoles.ForTokens(db.Actor.Kind!.Value).Contains(role))
            refusals.Add(Refusal.Invalid("Input.Role", "role", "役割を選んでください。"));
        if (command.LastDay is not { } last || last < today || last > today.AddYears(1))
            refusals.Add(Refusal.Invalid("Input.LastDay", "last-day", "有効期限は、今日から1年以内の日付にしてください。"));
        if (refusals.Count > 0)
            return Result<string>.No(refusals);

        var token = await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == command.Id && t.OrganisationId == db.Actor.OrganisationId, cancel);
        if (token is not null && (token.RevokedAt is not null || await db.ApiTokenUses.AnyAsync(u => u.TokenId == token.Id, cancel)))
            return Refusal.Conflict("already-done", "同じ内容がすでに登録されています。");
        if (token is null)
            db.ApiTokens.Add(token = ApiToken.Of(command.Id, name, command.Role!.Value, command.LastDay!.Value, db.Actor, time.GetUtcNow()));
        var text = token.Issue();
        var saved = await db.Save(cancel);
        return saved.Ok ? text : Result<string>.No(saved.Refusals.Select(r => r with { Field = null }));
    }
}
