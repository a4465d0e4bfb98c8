using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Host;

/// <summary>doctor: checks database, migrations, audit chain, outbox backlog and what the modules bring; exit code 1 on any fault.</summary>
internal static class DoctorVerb
{
    public static async Task<int> Run(string[] args, CancellationToken cancel)
    {
        await using var composed = await HostBuilder.Compose(args, cancel);
        await using var scope = composed.App.Services.CreateAsyncScope();
        var healthy = await Check("database", async () =>
        {
            await using var command = composed.App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancel);
            return [];
        });
        healthy &= await Check("migrations", () => Schema.Differences(composed.App.Services, cancel));
        if (healthy)
        {
            foreach (var doctor in scope.ServiceProvider.GetServices<IDoctor>())
                healthy &= await Check(doctor.Name, () => doctor.Faults(cancel));
        }

        Console.WriteLine($"ok    engines: {Engines.Describe(composed.App.Configuration)}");
        return healthy ? 0 : 1;
    }

    private static async Task<bool> Check(string name, Func<Task<IReadOnlyList<string>>> faults)
    {
        IReadOnlyList<string> found;
        try
        {
            found = await faults();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            found = [e.Message];
        }

        Console.WriteLine(found.Count == 0 ? $"ok    {name}" : $"FAULT {name}: {string.Join("; ", found)}");
        return found.Count == 0;
    }
}
