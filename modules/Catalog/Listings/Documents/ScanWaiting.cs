using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Catalog;

/// <summary>Asks again about files that nobody has scanned yet: the scanner did not answer when they came, or was set up later. Without a scanner it does nothing.</summary>
internal sealed partial class ScanWaiting(IServiceScopeFactory scopes, VirusScanner scanner, TimeProvider time, ILogger<ScanWaiting> log) : BackgroundService
{
    private const int AtATime = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!scanner.IsConfigured)
            return;
        using var timer = new PeriodicTimer(Poll);
        try
        {
            do
            {
                try
                {
                    await RunOnce(stoppingToken);
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException or DbUpdateException)
                {
                    LogFailed(e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>The oldest waiting files. Stops at the first that is not answered: the scanner is away.</summary>
    public async Task RunOnce(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System("scan-documents");
        var db = scope.ServiceProvider.GetRequiredService<CatalogDbContext>();
        foreach (var document in await db.Documents.Where(d => d.Scan == ScanState.Waiting).OrderBy(d => d.UploadedAt).Take(AtATime).ToListAsync(cancel))
        {
            var bytes = await db.DocumentContents.AsNoTracking().Where(c => c.DocumentId == document.Id).Select(c => c.Bytes).SingleAsync(cancel);
            var verdict = await scanner.Scan(bytes, cancel);
            if (verdict.Outcome == ScanOutcome.Unreachable)
            {
                LogUnanswered(verdict.Finding);
                return;
            }

            document.Take(verdict, time.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            // What was published stays as evidence; it is not handed out any more.
            if (document is { Scan: ScanState.Infected, PublishedAt: null })
                await db.DocumentContents.Where(c => c.DocumentId == document.Id).ExecuteDeleteAsync(cancel);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Scanning the waiting files failed; it is tried again.")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(LogLevel.Warning, "The virus scanner does not answer; files stay in quarantine: {Why}")]
    private partial void LogUnanswered(string? why);
}

/// <summary>Whether uploads are scanned, for the operator.</summary>
internal sealed class ScanStatus(CatalogDbContext db, VirusScanner scanner, Texts t) : IStatusFacts
{
    public async Task<IReadOnlyList<StatusFact>> Read(CancellationToken cancel)
    {
        if (!scanner.IsConfigured)
            return [new StatusFact(t["ファイルのウイルス検査"], t["行っていません。事業者が追加したファイルは検査されずに公開されます。ClamAVを用意し、設定 Antivirus:Address に宛先を書くと始まります。"], "warn")];
        var waiting = await db.Documents.IgnoreQueryFilters().CountAsync(d => d.Scan == ScanState.Waiting, cancel);
        var infected = await db.Documents.IgnoreQueryFilters().CountAsync(d => d.Scan == ScanState.Infected, cancel);
        return [new StatusFact(t["ファイルのウイルス検査"], t["{0} で検査しています。検査待ち{1}件、見つかったもの{2}件。", scanner.Address, waiting, infected], waiting > 0 ? "warn" : "good")];
    }
}
