using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Shared;

internal sealed class AuditDoctor(AuditVerifier verifier) : IDoctor
{
    public string Name => "audit chain";

    public async Task<IReadOnlyList<string>> Faults(CancellationToken cancel) => (await verifier.Verify(cancel)).Fault is { } fault ? [fault] : [];
}

/// <summary>Parked messages, messages that have waited for more than five minutes, and done ones that nobody removes are faults an operator must see.</summary>
internal sealed class OutboxDoctor(SharedDbContext db, TimeProvider time, IOptions<OutboxOptions> options) : IDoctor
{
    public string Name => "outbox";

    public async Task<IReadOnlyList<string>> Faults(CancellationToken cancel)
    {
        var parked = await db.Outbox.CountAsync(m => m.ParkedAt != null, cancel);
        var limit = time.GetUtcNow().AddMinutes(-5);
        var late = await db.Outbox.CountAsync(m => m.DoneAt == null && m.ParkedAt == null && m.OccurredAt < limit, cancel);
        // Two days over: a site that was stopped over a night is no fault.
        var overdue = time.GetUtcNow().AddDays(-options.Value.KeepDays - 2);
        var kept = await db.Outbox.CountAsync(m => m.DoneAt < overdue, cancel);
        var faults = new List<string>();
        if (parked > 0)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{parked} message(s) are parked; see /status."));
        if (late > 0)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{late} message(s) have waited for more than five minutes."));
        if (kept > 0)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{kept} done message(s) are older than the {options.Value.KeepDays} days they are kept; is the site running?"));
        return faults;
    }
}
