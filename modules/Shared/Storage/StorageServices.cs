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
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString).Build());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Texts>();
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<DatabaseClock>();
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

    /// <summary>A module's context over its own schema and migrations history.</summary>
    public static IServiceCollection AddModuleDb<TContext>(this IServiceCollection services, string schema)
        where TContext : ModuleDbContext
    {
        services.AddSingleton(new ModuleDb(typeof(TContext), schema));
        return services.AddDbContext<TContext>((p, o) => o.UseNpgsql(
            p.GetRequiredService<NpgsqlDataSource>(), n => n.MigrationsHistoryTable(MigrationsTable, schema)));
    }
}
