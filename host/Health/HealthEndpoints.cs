using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Host;

/// <summary>/health/live: the process answers. /health/ready: it can do its work; JSON with database, outbox lag and engines, 503 if the database is away.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var open = new RequiresAttribute(Act.Browse);
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" })).WithMetadata(open).ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).WithMetadata(open).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(NpgsqlDataSource source, IConfiguration configuration, CancellationToken cancel)
    {
        var engines = Engines.All.Select(e => new { port = e.Port, inUse = Engines.InUse(e, configuration), built = e.IsBuilt ? new[] { e.BuiltIn, e.Name } : [e.BuiltIn] });
        try
        {
            // What only waits for people (NotYetException) is counted, but is no lag.
            await using var command = source.CreateCommand("""
                select count(*), coalesce(extract(epoch from now() - min(occurred_at) filter (where attempts < 10)), 0)::float8, (select count(*) from shared.outbox where parked_at is not null),
                    (select min(done_at) from shared.outbox where done_at is not null)
                from shared.outbox where done_at is null and parked_at is null
                """);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            await reader.ReadAsync(cancel);
            var outbox = new { waiting = reader.GetInt64(0), lagSeconds = Math.Round(reader.GetDouble(1), 3), parked = reader.GetInt64(2), doneSince = await reader.IsDBNullAsync(3, cancel) ? (DateTimeOffset?)null : reader.GetFieldValue<DateTimeOffset>(3) };
            return Results.Json(new { status = "ready", database = "ok", outbox, engines });
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            return Results.Json(new { status = "not ready", database = "unreachable", engines }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
