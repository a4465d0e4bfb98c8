using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <param name="Secret">From the link.</param>
/// <param name="Person">Null when somebody signed in accepts for their own account; the e-mail in it is ignored, the invitation's counts.</param>
internal sealed record AcceptInvitation(string Secret, Credentials? Person);

internal sealed class AcceptInvitationHandler(AccountsDbContext db, EnterPerson enter, TimeProvider time)
{
    public async Task<Invitation?> Find(string secret, CancellationToken cancel)
    {
        var hash = Invitation.HashOf(secret);
        return await db.Invitations.Include(i => i.Organisation).SingleOrDefaultAsync(i => i.TokenHash == hash && i.RevokedAt == null, cancel);
    }

    /// <summary>The membership to go on with; accepting again as the same person gives the same one.</summary>
    public async Task<Result<Membership>> Handle(AcceptInvitation command, CancellationToken cancel)
    {
        if (await Find(command.Secret, cancel) is not { } invitation)
            return Refusal.NotFound();
        var person = command.Person is null ? await SignedIn(invitation, cancel) : await Entered(command.Person with { Email = invitation.Email });
        if (!person.Ok)
            return Result<Membership>.No(person.Refusals);
        var known = await db.Memberships.Include(m => m.Organisation).Include(m => m.Person)
            .SingleOrDefaultAsync(m => m.PersonId == person.Value.Id && m.OrganisationId == invitation.OrganisationId && m.Role == invitation.Role && m.EndedAt == null, cancel);
        if (invitation.AcceptedById == person.Value.Id && known is null)
            return Refusal.Conflict("invitation-closed", "この招待はもう使えません。招待した方に、新しい招待を頼んでください。");
        if (invitation.Accept(person.Value.Id, time.GetUtcNow()) is { Ok: false } closed)
            return Result<Membership>.No(closed.Refusals);
        if (known is null)
            db.Memberships.Add(known = Membership.Of(person.Value, invitation.Organisation, invitation.Role));
        var saved = await db.Save(cancel);
        return saved.Ok ? known : Result<Membership>.No(saved.Refusals.Select(r => r with { Field = null }));
    }

    private async Task<Result<Person>> SignedIn(Invitation invitation, CancellationToken cancel)
    {
        var person = await db.People.SingleAsync(p => p.Id == db.Actor.PersonId, cancel);
        return string.Equals(person.Email, invitation.Email, StringComparison.OrdinalIgnoreCase)
            ? person
            : Refusal.Conflict("other-person", "この招待は {0} 宛てです。いまは別のアカウントでサインインしています。サインアウトしてから、もう一度リンクを開いてください。", invitation.Email);
    }

    private async Task<Result<Person>> Entered(Credentials typed) =>
        await enter.Check(typed) is { Count: > 0 } wrong ? Result<Person>.No(wrong) : await enter.Handle(typed);
}
