using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <param name="Id">Once-id of the form; becomes the invitation's key.</param>
internal sealed record InvitePerson(Guid Id, string Email, Role? Role);

/// <summary>Makes an invitation. Sent twice, it stays one invitation, whose link is made anew because the first was shown to nobody.</summary>
internal sealed class InvitePersonHandler(AccountsDbContext db, TimeProvider time)
{
    /// <summary>The secret part of the link; it cannot be read again later.</summary>
    public async Task<Result<string>> Handle(InvitePerson command, CancellationToken cancel)
    {
        var email = Typed.Code(command.Email);
        var refusals = new List<Refusal>();
        if (!Typed.IsEmail(email))
            refusals.Add(Refusal.Invalid("Input.Email", "email", "メールアドレスを「name@example.lg.jp」のような形で入力してください。"));
        if (command.Role is not { } role || !OrganisationRoles.Of(db.Actor.Kind!.Value).Contains(role))
            refusals.Add(Refusal.Invalid("Input.Role", "role", "役割を選んでください。"));
        if (refusals.Count > 0)
            return Result<string>.No(refusals);

        if (await HasRole(email, command.Role!.Value, cancel))
            return Refusal.Invalid("Input.Email", "has-role", "この方は、すでにこの役割を持っています。");
        var invitation = await Known(command.Id, cancel);
        if (invitation is { IsPending: false })
            return Refusal.Conflict("invitation-closed", "この招待はもう使えません。招待した方に、新しい招待を頼んでください。");
        if (invitation is null)
            db.Invitations.Add(invitation = Invitation.To(command.Id, email, command.Role.Value, db.Actor));
        var secret = invitation.Issue(time.GetUtcNow());
        var saved = await db.Save(cancel);
        return saved.Ok ? secret : Result<string>.No(saved.Refusals.Select(r => r with { Field = null }));
    }

    private Task<Invitation?> Known(Guid id, CancellationToken cancel) =>
        db.Invitations.SingleOrDefaultAsync(i => i.Id == id && i.OrganisationId == db.Actor.OrganisationId, cancel);

    private Task<bool> HasRole(string email, Role role, CancellationToken cancel)
    {
        var normal = email.ToUpperInvariant();
        return db.Memberships.AnyAsync(m => m.OrganisationId == db.Actor.OrganisationId && m.Role == role && m.EndedAt == null && m.Person.NormalizedEmail == normal, cancel);
    }
}
