using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Host.Operator;

/// <summary>What runs and what is stuck: outbox, audit chain, engines.</summary>
[Requires(Act.ReadOverview)]
public sealed class StatusModel : MarketplacePage
{
    public long Waiting { get; private set; }
    public long LagSeconds { get; private set; }
    public IReadOnlyList<OutboxMessage> Parked { get; private set; } = [];

    /// <summary>The oldest done message still kept.</summary>
    public DateTimeOffset? DoneSince { get; private set; }
    public int KeepDays => Service<IOptions<OutboxOptions>>().Value.KeepDays;
    public AuditBlock? Root { get; private set; }

    /// <summary>What the modules tell of their set-up.</summary>
    public List<StatusFact> Facts { get; } = [];
    public StandIns StandIns => Service<StandIns>();
    public IConfiguration Configuration => Service<IConfiguration>();

    public async Task OnGetAsync()
    {
        var db = Service<SharedDbContext>();
        var waiting = db.Outbox.AsNoTracking().Where(m => m.DoneAt == null && m.ParkedAt == null);
        Waiting = await waiting.LongCountAsync(Cancel);
        // What only waits for people (NotYetException) is counted, but is no lag.
        if (await waiting.Where(m => m.Attempts < Relay.MaxAttempts).MinAsync(m => (DateTimeOffset?)m.OccurredAt, Cancel) is { } oldest)
            LagSeconds = (long)(Service<TimeProvider>().GetUtcNow() - oldest).TotalSeconds;
        Parked = await db.Outbox.AsNoTracking().Where(m => m.ParkedAt != null).OrderBy(m => m.ParkedAt).Take(200).ToListAsync(Cancel);
        DoneSince = await db.Outbox.Where(m => m.DoneAt != null).OrderBy(m => m.Id).Select(m => m.DoneAt).FirstOrDefaultAsync(Cancel);
        foreach (var module in Service<IEnumerable<IStatusFacts>>())
            Facts.AddRange(await module.Read(Cancel));
        Root = await db.AuditBlocks.AsNoTracking().OrderByDescending(b => b.Number).FirstOrDefaultAsync(Cancel);
    }
}
