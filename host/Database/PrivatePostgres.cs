using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Marketplace.Host;

/// <summary>A PostgreSQL cluster of the program's own under a data folder: made with initdb, started on a free loopback port, stopped with the program.
/// One that a killed program left running is taken over. PostgreSQL refuses to run as root; then an unprivileged user runs it.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private const string User = "marketplace";
    private readonly string folder;
    private readonly string? runAs;
    private bool startedHere;

    private PrivatePostgres(string folder)
    {
        this.folder = folder;
        runAs = Environment.UserName is "root" ? UnprivilegedUser() : null;
    }

    private string Data => Path.Combine(folder, "postgres");
    private string PasswordFile => Path.Combine(folder, "postgres-password");
    private string Log => Path.Combine(folder, "postgres.log");

    public string ConnectionString { get; private set; } = "";

    /// <exception cref="InvalidOperationException">PostgreSQL's programs are missing or do not start; the message says what to do.</exception>
    public static async Task<PrivatePostgres> Start(string dataFolder, CancellationToken cancel)
    {
        var server = new PrivatePostgres(Path.GetFullPath(dataFolder));
        await server.Start(cancel);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (startedHere)
            await Run("pg_ctl", ["-D", Data, "-m", "fast", "-w", "stop"], CancellationToken.None);
    }

    private async Task Start(CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await GiveFolder(cancel);
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
            await Create(cancel);
        if (await Run("pg_ctl", ["-D", Data, "status"], cancel) != 0)
        {
            var port = FreePort();
            if (await Run("pg_ctl", ["-D", Data, "-l", Log, "-w", "-t", "60", "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", "start"], cancel) != 0)
                throw new InvalidOperationException($"The private PostgreSQL did not start; see {Log}.");
            startedHere = true;
        }

        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = RunningPort(),
            Username = User,
            Password = (await File.ReadAllTextAsync(PasswordFile, cancel)).Trim(),
            Database = User,
            MaxPoolSize = 80,
        }.ConnectionString;
        await CreateDatabase(cancel);
    }

    private async Task Create(CancellationToken cancel)
    {
        await File.WriteAllTextAsync(PasswordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), cancel);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await GiveFolder(cancel);
        if (await Run("initdb", ["-D", Data, "-U", User, $"--pwfile={PasswordFile}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"], cancel) != 0)
            throw new InvalidOperationException($"initdb failed in {Data}. The folder must be on a local disk and reachable for the user '{runAs ?? Environment.UserName}'.");
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), "\nmax_connections = 300\nshared_buffers = 256MB\ndefault_toast_compression = lz4\n", cancel);
    }

    private async Task CreateDatabase(CancellationToken cancel)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var exists = new NpgsqlCommand($"select 1 from pg_database where datname = '{User}'", connection);
        if (await exists.ExecuteScalarAsync(cancel) is null)
        {
            await using var create = new NpgsqlCommand($"create database {User}", connection);
            await create.ExecuteNonQueryAsync(cancel);
        }
    }

    private int RunningPort() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).ElementAt(3), CultureInfo.InvariantCulture);

    private async Task GiveFolder(CancellationToken cancel)
    {
        if (runAs is not null && await Exec("chown", ["-R", runAs, folder], cancel) != 0)
            throw new InvalidOperationException($"The folder {folder} cannot be given to the user '{runAs}' that runs PostgreSQL.");
    }

    private Task<int> Run(string program, string[] arguments, CancellationToken cancel)
    {
        var path = Find(program);
        return runAs is null ? Exec(path, arguments, cancel) : Exec("runuser", ["-u", runAs, "--", path, .. arguments], cancel);
    }

    private async Task<int> Exec(string program, string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Directory.Exists(folder) ? folder : "/", RedirectStandardInput = true, UseShellExecute = false };
        // pg_ctl leaves the server behind with its own output; a redirected pipe would keep us waiting for the server's end.
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.RedirectStandardOutput = start.RedirectStandardError = !arguments.Contains("start");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        if (start.RedirectStandardOutput)
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    private static string Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")) : [])
            .Concat(Directory.Exists("/usr") ? Directory.GetDirectories("/usr", "pgsql-*").Select(d => Path.Combine(d, "bin")) : []);
        return folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"PostgreSQL's '{program}' was not found. Install PostgreSQL 15 or later (Debian/Ubuntu: apt-get install postgresql; RHEL: dnf install postgresql-server), or set ConnectionStrings__Marketplace to a server you have.");
    }

    private static string UnprivilegedUser()
    {
        var users = File.ReadLines("/etc/passwd").Select(l => l.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return users.Contains("postgres") ? "postgres" : users.Contains("nobody") ? "nobody"
            : throw new InvalidOperationException("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
