using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog.OpenData;

/// <param name="Version">Of the catalogue that was measured.</param>
internal sealed record MeasuredFiles(string Version, long Csv, long JsonLines);

/// <summary>How large the open-data files are. They are made as they are sent, so they are measured by making them once without sending, when the page asks for it and the catalogue has changed.</summary>
internal sealed class FileSizes(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>The page waits no longer; a large catalogue's new sizes show at the next visit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Not measured more often, however often the catalogue changes.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private Task<MeasuredFiles>? measuring;
    private MeasuredFiles? last;
    private DateTimeOffset takenAt;
    private bool slow;

    /// <summary>Null while they have never been measured.</summary>
    public async Task<MeasuredFiles?> Of(string version, string root, CancellationToken cancel)
    {
        Task<MeasuredFiles> running;
        lock (gate)
        {
            if (last?.Version == version || (last is not null && slow && time.GetUtcNow() - takenAt < Rest))
                return last;
            running = measuring ??= Task.Run(() => Measure(version, root), CancellationToken.None);
        }

        await Task.WhenAny(running, Task.Delay(Patience, cancel));
        return running.IsCompletedSuccessfully ? await running : last;
    }

    private async Task<MeasuredFiles> Measure(string version, string root)
    {
        var began = time.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var export = scope.ServiceProvider.GetRequiredService<CatalogueExport>();
            await using var csv = new CountingStream();
            await export.WriteCsv(csv, root, CancellationToken.None);
            await using var lines = new CountingStream();
            await export.WriteJsonLines(lines, root, CancellationToken.None);
            return last = new MeasuredFiles(version, csv.Length, lines.Length);
        }
        finally
        {
            lock (gate)
                (measuring, takenAt, slow) = (null, time.GetUtcNow(), time.GetElapsedTime(began) > Patience);
        }
    }

    /// <summary>Counts what is written and keeps nothing.</summary>
    private sealed class CountingStream : Stream
    {
        private long written;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => written;
        public override long Position { get => written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => written += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            written += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
