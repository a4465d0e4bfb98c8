using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>A key with which another system acts for an organisation in one role, on the account of the person who made it.</summary>
internal sealed class ApiToken : Entity
{
    public const string Prefix = "mp_";

    private const string Purpose = "api-token";

    private ApiToken()
    {
    }

    public Guid OrganisationId { get; private init; }
    public Organisation Organisation { get; private init; } = null!;
    public Guid CreatedById { get; private init; }
    public Person CreatedBy { get; private init; } = null!;
    public string Name { get; private init; } = "";
    public Role Role { get; private init; }

    /// <summary>SHA-256 of the token.</summary>
    [Secret]
    public byte[] TokenHash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>First instant at which it is not believed any more; at most a year after <see cref="CreatedAt"/>.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <param name="lastDay">Last day in Japan on which it works.</param>
    public static ApiToken Of(Guid id, string name, Role role, DateOnly lastDay, Actor by, DateTimeOffset now) => new()
    {
        Id = id,
        OrganisationId = by.OrganisationId,
        CreatedById = by.PersonId!.Value,
        Name = name,
        Role = role,
        CreatedAt = now,
        ExpiresAt = lastDay.EndOfJapanDay(),
    };

    /// <summary>Makes the token's text; a former one ends with it.</summary>
    public string Issue()
    {
        var text = SecretText.New(Prefix);
        TokenHash = HashOf(text);
        return text;
    }

    public static byte[] HashOf(string text) => SecretText.HashOf(Purpose, text);

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

/// <summary>When a token was last used, to the minute. Apart from the token, so that using it writes no audit row.</summary>
[Derived]
internal sealed class ApiTokenUse
{
    public Guid TokenId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiToken>, IEntityTypeConfiguration<ApiTokenUse>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_token");
        builder.Property(t => t.Version).IsRowVersion();
        builder.HasIndex(t => t.PublicId).IsUnique();
        builder.HasIndex(t => t.TokenHash).IsUnique();
        builder.HasIndex(t => t.OrganisationId);
    }

    public void Configure(EntityTypeBuilder<ApiTokenUse> builder)
    {
        builder.ToTable("api_token_use");
        builder.HasKey(u => u.TokenId);
        builder.HasOne<ApiToken>().WithOne().HasForeignKey<ApiTokenUse>(u => u.TokenId).OnDelete(DeleteBehavior.Cascade);
    }
}
