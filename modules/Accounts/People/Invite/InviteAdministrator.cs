using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Invites an organisation's administrator from the server's console, where nobody of that organisation can yet.</summary>
internal sealed class InviteAdministratorHandler(AccountsDbContext db, CurrentActor actor, InvitePersonHandler invite)
{
    /// <param name="organisation">"operator", or a local government's six-digit code.</param>
    /// <returns>The path of the link, which cannot be read again later.</returns>
    public async Task<Result<string>> Handle(string organisation, string email, CancellationToken cancel)
    {
        var found = string.Equals(organisation, "operator", StringComparison.Ordinal)
            ? await db.Organisations.SingleOrDefaultAsync(o => o.Kind == OrganisationKind.Operator, cancel)
            : LocalGovernmentCode.TryParse(organisation, null, out var code) ? await db.Organisations.SingleOrDefaultAsync(o => o.Code == code, cancel) : null;
        if (found is null)
            return Refusal.Invalid("organisation", "organisation", "「operator」か、登録されている地方公共団体の6桁のコードを指定してください。");
        actor.Value = actor.Value with { OrganisationId = found.Id, OrganisationName = found.Name, Kind = found.Kind, BodyCode = found.Code };
        var role = found.Kind == OrganisationKind.Operator ? Role.OperatorAdmin : Role.BodyAdmin;
        var secret = await invite.Handle(new InvitePerson(Guid.CreateVersion7(), email, role), cancel);
        return secret.Ok ? "/invitations/" + secret.Value : secret;
    }
}
