using Npgsql;

namespace Marketplace.Shared;

/// <summary>The database's clock without asking it each time: read every <see cref="Fresh"/> at most, and counted on from there by a timer that no setting of this
/// machine's clock moves. For judging days where a round trip per request would cost more than the act; right to a few milliseconds.</summary>
public sealed class DatabaseClock(NpgsqlDataSource source)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private Reading? last;

    public async ValueTask<DateTimeOffset> Now(CancellationToken cancel)
    {
        var reading = Volatile.Read(ref last);
        if (reading is null || System.Diagnostics.Stopwatch.GetElapsedTime(reading.Ticks) > Fresh)
        {
            await using var command = source.CreateCommand("select now()");
            var now = (DateTime)(await command.ExecuteScalarAsync(cancel))!;
            reading = new Reading(new DateTimeOffset(now, TimeSpan.Zero), System.Diagnostics.Stopwatch.GetTimestamp());
            Volatile.Write(ref last, reading);
        }

        return reading.At + System.Diagnostics.Stopwatch.GetElapsedTime(reading.Ticks);
    }

    private sealed record Reading(DateTimeOffset At, long Ticks);
}
