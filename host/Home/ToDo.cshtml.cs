using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Host.Home;

/// <summary>Where each role lands: what waits for it, by due date; then what runs.</summary>
[Requires(Act.UseOwnAccount)]
public sealed class ToDoModel : MarketplacePage
{
    public IReadOnlyList<WorkItem> Waiting { get; private set; } = [];
    public IReadOnlyList<WorkItem> Running { get; private set; } = [];

    public (string Caption, IReadOnlyList<WorkItem> Items) WaitingTable => (T["あなたの手続きを待っているもの"], Waiting);
    public (string Caption, IReadOnlyList<WorkItem> Items) RunningTable => (T["進行中のもの"], Running);

    public async Task OnGetAsync()
    {
        var items = new List<WorkItem>();
        foreach (var module in Service<IEnumerable<IWorkItems>>())
            items.AddRange(await module.For(Actor, Cancel));
        Waiting = items.Where(i => i.Waiting).OrderBy(i => i.Due ?? DateOnly.MaxValue).ThenBy(i => i.Subject, StringComparer.Ordinal).ToList();
        Running = items.Where(i => !i.Waiting).OrderBy(i => i.Due ?? DateOnly.MaxValue).ThenBy(i => i.Subject, StringComparer.Ordinal).ToList();
    }
}
