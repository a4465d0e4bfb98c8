using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>Somebody who signs in: e-mail address and password (Identity), and a name. What they may do comes from <see cref="Membership"/>.</summary>
internal sealed class Person : IdentityUser<Guid>
{
    public Person() => Id = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public static Person New(string email, string name) => new() { Email = email, UserName = email, Name = name, EmailConfirmed = true, LockoutEnabled = true };
}

/// <summary>That a person may act for an organisation in a role. Several per person are possible; each is one way to act.</summary>
internal sealed class Membership : Entity
{
    private Membership()
    {
    }

    public Guid PersonId { get; private init; }
    public Person Person { get; private init; } = null!;
    public Guid OrganisationId { get; private init; }
    public Organisation Organisation { get; private init; } = null!;
    public Role Role { get; private init; }

    /// <summary>Set when it was taken away; the row stays for the history.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static Membership Of(Person person, Organisation organisation, Role role) => new() { Person = person, Organisation = organisation, Role = role };

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person");
        builder.HasIndex(p => p.NormalizedUserName).IsUnique();
        builder.HasIndex(p => p.NormalizedEmail).IsUnique();
        builder.Property(p => p.ConcurrencyStamp).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("membership");
        builder.Property(m => m.Version).IsRowVersion();
        builder.HasIndex(m => m.PublicId).IsUnique();
        builder.HasIndex(m => new { m.PersonId, m.OrganisationId, m.Role }).IsUnique().HasFilter("ended_at is null");
    }
}
