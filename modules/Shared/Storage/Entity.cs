namespace Marketplace.Shared;

/// <summary>A record with a key of its own (UUIDv7), a short public id for addresses and PostgreSQL's row version.</summary>
public abstract class Entity
{
    /// <summary>UUIDv7. For things a person creates the form brings it along, so that a double submit meets the primary key.</summary>
    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    /// <summary>What stands in addresses: short and unguessable.</summary>
    public string PublicId { get; protected init; } = Shared.PublicId.New();

    /// <summary>xmin of the row. A form carries it; saving over somebody else's change is refused as stale.</summary>
    public uint Version { get; private set; }
}

/// <summary>Keeps a property's value out of the audit trail (password hashes, token hashes); that it changed is still recorded.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>Keeps an entity out of the audit trail: derived rows that can be rebuilt (search index, read copies, sign-in counters).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DerivedAttribute : Attribute;
