using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Shared;

/// <summary>Seals committed audit rows into a hash chain of blocks, about once a second, off every request's way. One process at a time does it
/// (advisory lock); rows that commit late simply land in a later block.</summary>
public sealed partial class AuditSealer(IServiceScopeFactory scopes, ILogger<AuditSealer> log) : BackgroundService
{
    private const int BlockSize = 5000;
    private const long LockKey = 0x4D41524B4554; // any constant; only this sealer uses it
    private static readonly byte[] Genesis = new byte[32];

    /// <summary>Seals what is committed now; returns the number of rows sealed.</summary>
    public async Task<int> SealOnce(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SharedDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var mine = await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({LockKey}) as \"Value\"").SingleAsync(cancel);
        if (!mine)
            return 0;
        var rows = await db.Audit.AsNoTracking().Where(r => r.Block == null).OrderBy(r => r.Sequence).Take(BlockSize).ToListAsync(cancel);
        if (rows.Count == 0)
            return 0;
        var last = await db.AuditBlocks.AsNoTracking().OrderByDescending(b => b.Number).FirstOrDefaultAsync(cancel);
        var hashes = rows.Select(r => r.ContentHash()).ToArray();
        var number = (last?.Number ?? 0) + 1;
        var previous = last?.Hash ?? Genesis;
        db.AuditBlocks.Add(new AuditBlock { Number = number, SealedAt = DateTimeOffset.UtcNow, Rows = rows.Count, Previous = previous, Hash = AuditBlock.HashOf(number, previous, hashes) });
        await db.SaveChangesAsync(cancel);
        var sequences = rows.Select(r => r.Sequence).ToArray();
        await db.Database.ExecuteSqlAsync($"""
            update shared.audit a set block = {number}, hash = s.hash
            from unnest({sequences}, {hashes}) as s(sequence, hash) where a.sequence = s.sequence
            """, cancel);
        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        do
        {
            try
            {
                while (await SealOnce(stoppingToken) == BlockSize)
                {
                }
            }
            catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Audit rows could not be sealed just now; trying again")]
    private partial void LogFailed(Exception e);
}
