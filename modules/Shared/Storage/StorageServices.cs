using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marketplace.Shared;

/// <summary>A module's context and schema, for the verbs that walk all modules (migrate, doctor).</summary>
public sealed record ModuleDb(Type Context, string Schema);

/// <summary>Puts the shared storage and each module's context into the container.</summary>
public static class StorageServices
{
    /// <summary>Each module's schema remembers its migrations in a table of this name.</summary>
    public const string MigrationsTable = "migrations";

    /// <summary>One data source for the program; outbox relay and audit sealer as background services.</summary>
    public static IServiceCollection AddShared(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => DataSource(connectionString));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Texts>();
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<StandIns>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<ModuleScope>();
        services.AddSingleton<Relay>();
        services.AddHostedService(p => p.GetRequiredService<Relay>());
        services.AddOutboxUpkeep();
        services.AddSingleton<AuditVerifier>();
        services.AddScoped<IDoctor, AuditDoctor>();
        services.AddScoped<IDoctor, OutboxDoctor>();
        services.AddSingleton(_ => new AnswerStore(connectionString));
        services.AddSingleton<AuditSealer>();
        services.AddHostedService(p => p.GetRequiredService<AuditSealer>());
        services.AddSingleton<IAfterMigrate, AuditImmutable>();
        services.AddSingleton<IXmlRepository, ProtectionKeyStore>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = p.GetRequiredService<IXmlRepository>()));
        return services.AddModuleDb<SharedDbContext>(SharedDbContext.SchemaName);
    }

    /// <summary>A data source as this program uses one; what the connection string says itself stays.
    /// A statement that comes back is planned once per connection: planning most of ours takes longer than running them. A pooler that hands a server connection to
    /// somebody else between transactions (PgBouncer before 1.21) needs "Max Auto Prepare=0". Connections are not reset when they go back: nothing here sets anything
    /// for longer than a transaction, and the six statements of a reset cost more than most of the work between.</summary>
    internal static NpgsqlDataSource DataSource(string connectionString, Action<NpgsqlConnectionStringBuilder>? more = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (200, 2);
        if (!settings.ShouldSerialize("No Reset On Close"))
            settings.NoResetOnClose = true;
        more?.Invoke(settings);
        return builder.Build();
    }

    /// <summary>A module's context over its own schema and migrations history.</summary>
    public static IServiceCollection AddModuleDb<TContext>(this IServiceCollection services, string schema)
        where TContext : ModuleDbContext
    {
        services.AddSingleton(new ModuleDb(typeof(TContext), schema));
        return services.AddDbContext<TContext>((p, o) => o.UseNpgsql(
            p.GetRequiredService<NpgsqlDataSource>(), n => n.MigrationsHistoryTable(MigrationsTable, schema)));
    }
}
