namespace Marketplace.Shared;

/// <summary>Puts a module's part of the seed into the database. Running it again changes nothing.</summary>
public interface ISeed
{
    /// <summary>Lower runs first: 10 accounts, 20 certification, 30 catalogue, 40 purchasing, 50 billing.</summary>
    int Order { get; }

    /// <summary>Shown while it runs.</summary>
    string Name { get; }

    /// <param name="seedFolder">The folder catalog-seed.</param>
    Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel);
}

/// <summary>Idempotent SQL that the migrations generator does not know (triggers), run after each migration.</summary>
public interface IAfterMigrate
{
    Task Run(Npgsql.NpgsqlConnection connection, CancellationToken cancel);
}

/// <summary>A check of the stored state for the verb <c>doctor</c>.</summary>
public interface IDoctor
{
    string Name { get; }

    /// <summary>What is wrong, one line each; empty when all is well.</summary>
    Task<IReadOnlyList<string>> Faults(CancellationToken cancel);
}
