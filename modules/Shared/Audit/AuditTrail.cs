using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketplace.Shared;

/// <summary>Turns the changes that a context is about to save into audit rows of the same commit. Nothing has to remember to audit.</summary>
internal static class AuditTrail
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Record(ModuleDbContext db, ModuleScope scope)
    {
        db.ChangeTracker.DetectChanges();
        var changed = db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity.GetType().GetCustomAttribute<DerivedAttribute>() is null)
            .ToList();
        if (changed.Count == 0)
            return;
        var now = scope.Time.GetUtcNow();
        var actor = scope.Actor.Value;
        foreach (var entry in changed)
            db.Set<AuditRow>().Add(RowOf(entry, actor, now));
    }

    /// <summary>A row for an act that changes no tracked record (a retry, a bulk load): the caller adds it to the same commit.</summary>
    public static AuditRow Note(Actor actor, DateTimeOffset now, string record, string recordId, string change, string? before = null, string? after = null) => new()
    {
        At = now,
        PersonId = actor.PersonId,
        PersonName = actor.PersonName,
        OrganisationId = actor.OrganisationId,
        OrganisationName = actor.OrganisationName,
        Role = actor.Role.ToString(),
        Via = actor.Via,
        Record = record,
        RecordId = recordId,
        Change = change,
        Before = before,
        After = after,
    };

    private static AuditRow RowOf(EntityEntry entry, Actor actor, DateTimeOffset now)
    {
        var properties = entry.Properties.Where(p => !p.Metadata.IsConcurrencyToken && (entry.State != EntityState.Modified || p.IsModified)).ToList();
        return Note(
            actor, now,
            $"{entry.Metadata.GetSchema()}.{entry.Metadata.GetTableName()}",
            string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p.Name).CurrentValue)),
            entry.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" },
            entry.State == EntityState.Added ? null : Values(properties, p => p.OriginalValue),
            entry.State == EntityState.Deleted ? null : Values(properties, p => p.CurrentValue));
    }

    private static string Values(IEnumerable<PropertyEntry> properties, Func<PropertyEntry, object?> value) =>
        JsonSerializer.Serialize(properties.ToDictionary(p => p.Metadata.Name, p => IsSecret(p.Metadata) ? "***" : Plain(value(p)), StringComparer.Ordinal), Json);

    private static object? Plain(object? value) => value switch
    {
        Enum e => e.ToString(),
        JsonDocument document => document.RootElement,
        byte[] bytes => Convert.ToHexString(bytes),
        _ => value,
    };

    private static bool IsSecret(IProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<SecretAttribute>() is not null || property.Name is "PasswordHash" or "SecurityStamp" or "ConcurrencyStamp";
}
