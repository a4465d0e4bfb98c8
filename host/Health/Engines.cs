using Marketplace.Shared;

namespace Marketplace.Host;

/// <summary>Which engines this build holds and which it uses. An engine that is named but not built stops the start.</summary>
internal static class Engines
{
    /// <summary>Port, what it does in words, setting value of the engine, the built-in answer, the engine's class if this build holds it. Purchasing runs on its engine where it is built
    /// and nothing else is set; the others only when they are asked for, as they need a server or an account of their own.</summary>
    public static readonly IReadOnlyList<Engine> All =
    [
        new("Purchasing", "予算執行", "Orleans", "PostgreSQL", Built("Marketplace.Procurement.Orleans"), IsDefault: true),
        new("Search", "検索", "Elasticsearch", "PostgreSQL", Built("Marketplace.Catalog.Elasticsearch")),
        new("Payments", "支払い", "Stripe", "BankTransfer", Built("Marketplace.Billing.Stripe")),
    ];

    /// <exception cref="InvalidOperationException">A setting names an engine that this build does not hold, or none that exists.</exception>
    private static void Check(IConfiguration configuration)
    {
        foreach (var engine in All)
        {
            var wanted = InUse(engine, configuration);
            if (string.Equals(wanted, engine.Name, StringComparison.OrdinalIgnoreCase) && !engine.IsBuilt)
                throw new InvalidOperationException($"Engines:{engine.Port} asks for {engine.Name}, which this build does not hold. Build with 'infra/engines.sh --engines=all' on a feed that has its package, or set it to {engine.BuiltIn}.") { Source = "Marketplace.Host" };
            if (!string.Equals(wanted, engine.Name, StringComparison.OrdinalIgnoreCase) && !string.Equals(wanted, engine.BuiltIn, StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException($"Engines:{engine.Port} is '{wanted}'; it can be {engine.BuiltIn} or {engine.Name}.") { Source = "Marketplace.Host" };
        }
    }

    public static string InUse(Engine engine, IConfiguration configuration) =>
        configuration[$"Engines:{engine.Port}"] ?? (engine is { IsBuilt: true, IsDefault: true } ? engine.Name : engine.BuiltIn);

    /// <summary>Adds the engines in use, after the modules.</summary>
    public static void AddEngines(this IHostApplicationBuilder builder, string connectionString)
    {
        Check(builder.Configuration);
        foreach (var engine in All.Where(e => string.Equals(InUse(e, builder.Configuration), e.Name, StringComparison.OrdinalIgnoreCase)))
            ((IEngine)Activator.CreateInstance(engine.Class!)!).AddTo(builder, connectionString);
    }

    public static string Describe(IConfiguration configuration) =>
        string.Join(", ", All.Select(e => $"{e.Port} {InUse(e, configuration)}{(e.IsBuilt ? $" ({e.Name} built)" : "")}"));

    /// <summary>An engine project compiles empty without its package; built, its assembly holds one engine.</summary>
    private static Type? Built(string assembly)
    {
        try
        {
            return System.Reflection.Assembly.Load(assembly).GetExportedTypes().SingleOrDefault(t => t.IsAssignableTo(typeof(IEngine)));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>A port with its engine and its built-in answer.</summary>
internal sealed record Engine(string Port, string InWords, string Name, string BuiltIn, Type? Class, bool IsDefault = false)
{
    public bool IsBuilt => Class is not null;
}
