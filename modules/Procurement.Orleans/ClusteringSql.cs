using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Procurement.Orleans;

/// <summary>Brings the clustering tables (infra/orleans/clustering.sql) into the database.</summary>
internal sealed class ClusteringSql : IAfterMigrate
{
    public async Task Run(NpgsqlConnection connection, CancellationToken cancel)
    {
        using var text = new StreamReader(typeof(ClusteringSql).Assembly.GetManifestResourceStream("clustering.sql")!);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand(await text.ReadToEndAsync(cancel), connection, transaction);
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
