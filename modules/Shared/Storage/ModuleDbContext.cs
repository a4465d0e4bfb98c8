using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Shared;

/// <summary>What every module's context does: one schema, snake_case names, the value types' columns, and in one commit the module's state,
/// its outbox messages and an audit row for each changed record.</summary>
public abstract class ModuleDbContext(DbContextOptions options, ModuleScope scope, string schema) : DbContext(options)
{
    private bool published;

    /// <summary>Who acts in this scope; query filters fence tenants with it.</summary>
    public Actor Actor => scope.Actor.Value;

    /// <summary>Puts an event into the outbox; it leaves with the same commit as the state, and reaches every handler at least once.</summary>
    public void Publish(IEvent happened)
    {
        Set<OutboxMessage>().Add(OutboxMessage.Of(happened, scope.Time.GetUtcNow()));
        published = true;
    }

    /// <summary>Says which version of the record the form was opened on; saving then refuses if somebody changed it since.</summary>
    public void Expect(Entity record, uint version) => Entry(record).Property(r => r.Version).OriginalValue = version;

    /// <summary>Commits, turning the two expected clashes into refusals: a stale record, and a unique key that exists already
    /// ("already-done", so that a repeated submit can be answered with the first outcome).</summary>
    public async Task<Result> Save(CancellationToken cancel)
    {
        try
        {
            await SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale();
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } clash)
        {
            return Refusal.Conflict("already-done", "同じ内容がすでに登録されています。") with { Field = clash.ConstraintName };
        }
    }

    /// <summary>The database's clock; deadlines are judged by it, whatever the replica's own clock says.</summary>
    public async Task<DateTimeOffset> DatabaseNow(CancellationToken cancel) =>
        await Database.SqlQuery<DateTimeOffset>($"select now() as \"Value\"").SingleAsync(cancel);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        AuditTrail.Record(this, scope);
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        // Inside an outer transaction the rows are not visible yet; the relay's own poll finds them then.
        if (published && Database.CurrentTransaction is null)
            scope.Signal.Wake();
        published = false;
        return rows;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(schema);
        SharedTables.Map(modelBuilder, excludeFromMigrations: !string.Equals(schema, SharedDbContext.SchemaName, StringComparison.Ordinal));
        SnakeCase.Apply(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Money>().HaveConversion<MoneyColumn>();
        configurationBuilder.Properties<FiscalYear>().HaveConversion<FiscalYearColumn>();
        configurationBuilder.Properties<LocalGovernmentCode>().HaveConversion<ParsableColumn<LocalGovernmentCode>>();
        configurationBuilder.Properties<CorporateNumber>().HaveConversion<ParsableColumn<CorporateNumber>>();
        configurationBuilder.Properties<InvoiceRegistrationNumber>().HaveConversion<ParsableColumn<InvoiceRegistrationNumber>>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<JsonDocument>().HaveColumnType("jsonb");
    }
}

/// <summary>What a module's context needs of its scope.</summary>
public sealed record ModuleScope(CurrentActor Actor, TimeProvider Time, RelaySignal Signal);
