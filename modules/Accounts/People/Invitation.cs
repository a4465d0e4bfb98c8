using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>That whoever holds the link may join an organisation in one role, under one e-mail address, once, within seven days.</summary>
internal sealed class Invitation : Entity
{
    public static readonly TimeSpan Validity = TimeSpan.FromDays(7);

    private const string Purpose = "invitation";

    private Invitation()
    {
    }

    public Guid OrganisationId { get; private init; }
    public Organisation Organisation { get; private init; } = null!;
    public string Email { get; private init; } = "";
    public Role Role { get; private init; }

    /// <summary>SHA-256 of the link's secret.</summary>
    [Secret]
    public byte[] TokenHash { get; private set; } = [];
    public string InvitedByName { get; private init; } = "";
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public Guid? AcceptedById { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsPending => AcceptedAt is null && RevokedAt is null;

    public bool IsOpen(DateTimeOffset now) => IsPending && now < ExpiresAt;

    public static Invitation To(Guid id, string email, Role role, Actor by) => new()
    {
        Id = id,
        OrganisationId = by.OrganisationId,
        Email = email,
        Role = role,
        InvitedByName = by.PersonName,
    };

    /// <summary>Makes the link's secret; a former one ends with it.</summary>
    public string Issue(DateTimeOffset now)
    {
        var secret = SecretText.New("");
        (TokenHash, ExpiresAt) = (SecretText.HashOf(Purpose, secret), now + Validity);
        return secret;
    }

    public static byte[] HashOf(string secret) => SecretText.HashOf(Purpose, secret);

    public Result Accept(Guid person, DateTimeOffset now)
    {
        if (AcceptedById == person)
            return Result.Done;
        if (!IsOpen(now))
            return Refusal.Conflict("invitation-closed", "この招待はもう使えません。招待した方に、新しい招待を頼んでください。");
        (AcceptedAt, AcceptedById) = (now, person);
        return Result.Done;
    }

    public void Revoke(DateTimeOffset now)
    {
        if (AcceptedAt is null)
            RevokedAt ??= now;
    }
}

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitation");
        builder.Property(i => i.Version).IsRowVersion();
        builder.HasIndex(i => i.PublicId).IsUnique();
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => i.OrganisationId);
    }
}
