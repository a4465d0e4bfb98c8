using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Marketplace.Catalog;

/// <summary>Section "Antivirus".</summary>
public sealed class AntivirusOptions
{
    /// <summary>Host and port of a clamd, e.g. "clamav:3310"; empty: files are not scanned.</summary>
    public string Address { get; set; } = "";

    /// <summary>Longest wait for an answer about one file.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}

internal enum ScanOutcome
{
    Clean,
    Infected,

    /// <summary>No answer, or one that says nothing about the file: it stays in quarantine and is asked about again.</summary>
    Unreachable,
}

internal sealed record ScanVerdict(ScanOutcome Outcome, string? Finding = null);

/// <summary>Asks a ClamAV daemon about a file over TCP: command INSTREAM of clamd(8), null-terminated form. The file goes in chunks, each after its length
/// (four bytes, big-endian); a length of nought ends it. The answer is "stream: OK", "stream: NAME FOUND" or "... ERROR".</summary>
internal sealed class VirusScanner(IOptions<AntivirusOptions> options)
{
    private const int ChunkBytes = 64 * 1024, DefaultPort = 3310;

    public bool IsConfigured => options.Value.Address.Length > 0;

    public string Address => options.Value.Address;

    public async Task<ScanVerdict> Scan(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            var (host, port) = Split(options.Value.Address);
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), limit.Token);
            var length = new byte[4];
            for (var at = 0; at < file.Length; at += ChunkBytes)
            {
                var chunk = file.Slice(at, Math.Min(ChunkBytes, file.Length - at));
                BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
                await stream.WriteAsync(length, limit.Token);
                await stream.WriteAsync(chunk, limit.Token);
            }

            BinaryPrimitives.WriteInt32BigEndian(length, 0);
            await stream.WriteAsync(length, limit.Token);
            using var answer = new StreamReader(stream, Encoding.UTF8);
            return Read(await answer.ReadToEndAsync(limit.Token));
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new ScanVerdict(ScanOutcome.Unreachable, e.Message);
        }
    }

    internal static ScanVerdict Read(string answer)
    {
        const string found = " FOUND", stream = "stream: ";
        var line = answer.Trim('\0', '\n', ' ');
        if (line.EndsWith(found, StringComparison.Ordinal))
            return new ScanVerdict(ScanOutcome.Infected, line[(line.StartsWith(stream, StringComparison.Ordinal) ? stream.Length : 0)..^found.Length]);
        return string.Equals(line, stream + "OK", StringComparison.Ordinal) ? new ScanVerdict(ScanOutcome.Clean) : new ScanVerdict(ScanOutcome.Unreachable, line);
    }

    private static (string Host, int Port) Split(string address)
    {
        var at = address.LastIndexOf(':');
        return at > 0 && int.TryParse(address.AsSpan(at + 1), out var port) ? (address[..at], port) : (address, DefaultPort);
    }
}
