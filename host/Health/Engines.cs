namespace Marketplace.Host;

/// <summary>Which engines this build holds and which it uses. An engine that is named but not built stops the start.</summary>
internal static class Engines
{
    /// <summary>Port, setting value of the engine, whether this build holds it. The engines arrive with later issues; the ports and the built-in answers are here.</summary>
    public static readonly IReadOnlyList<Engine> All =
    [
        new("Purchasing", "Orleans", "PostgreSQL", Built("Marketplace.Procurement.Orleans")),
        new("Search", "Elasticsearch", "PostgreSQL", Built("Marketplace.Catalog.Elasticsearch")),
        new("Payments", "Stripe", "BankTransfer", Built("Marketplace.Billing.Stripe")),
    ];

    /// <exception cref="InvalidOperationException">A setting names an engine that this build does not hold, or none that exists.</exception>
    public static void Check(IConfiguration configuration)
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

    public static string InUse(Engine engine, IConfiguration configuration) => configuration[$"Engines:{engine.Port}"] ?? engine.BuiltIn;

    public static string Describe(IConfiguration configuration) =>
        string.Join(", ", All.Select(e => $"{e.Port} {InUse(e, configuration)}{(e.IsBuilt ? $" ({e.Name} built)" : "")}"));

    /// <summary>An engine project compiles empty without its package; it is built when its assembly holds a type of its own.</summary>
    private static bool Built(string assembly)
    {
        try
        {
            return System.Reflection.Assembly.Load(assembly).GetTypes().Any(t => t.Namespace?.StartsWith("Marketplace", StringComparison.Ordinal) == true);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}

/// <summary>A port with its engine and its built-in answer.</summary>
internal sealed record Engine(string Port, string Name, string BuiltIn, bool IsBuilt);
