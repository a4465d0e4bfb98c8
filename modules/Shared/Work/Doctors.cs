using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Shared;

internal sealed class AuditDoctor(AuditVerifier verifier) : IDoctor
{
    public string Name => "audit chain";

    public async Task<IReadOnlyList<string>> Faults(CancellationToken cancel) => (await verifier.Verify(cancel)).Fault is { } fault ? [fault] : [];
}

/// <summary>Parked messages, and messages that have waited for more than five minutes, are faults an operator must see.</summary>
internal sealed class OutboxDoctor(SharedDbContext db, TimeProvider time) : IDoctor
{
    public string Name => "outbox";

    public async Task<IReadOnlyList<string>> Faults(CancellationToken cancel)
    {
        var parked = await db.Outbox.CountAsync(m => m.ParkedAt != null, cancel);
        var limit = time.GetUtcNow().AddMinutes(-5);
        var late = await db.Outbox.CountAsync(m => m.DoneAt == null && m.ParkedAt == null && m.OccurredAt < limit, cancel);
        var faults = new List<string>();
        if (parked > 0)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{parked} message(s) are parked; see /status."));
        if (late > 0)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{late} message(s) have waited for more than five minutes."));
        return faults;
    }
}
