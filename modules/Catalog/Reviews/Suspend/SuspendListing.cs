using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>停止: the operator takes a published listing out of the catalogue, with a reason that the vendor reads; or puts it back.</summary>
internal sealed record SuspendListing(string PublicId, uint Version, string? Reason);

internal sealed record ResumeListing(string PublicId, uint Version);

internal sealed class SuspendListingHandler(CatalogDbContext db, Publisher publisher, TimeProvider time)
{
    public Task<Result> Handle(SuspendListing command, CancellationToken cancel)
    {
        var reason = AnswerForm.Clean(command.Reason ?? "");
        if (reason.Length is 0 or > 1000)
            return Task.FromResult<Result>(Refusal.Invalid("Input.Reason", "reason-required", "停止の理由を1000文字以内で入力してください。事業者に表示されます。"));
        return Change(command.PublicId, command.Version, e => e.Live == LiveState.Suspended, e => e.Suspend(reason, time.GetUtcNow()), cancel);
    }

    public Task<Result> Handle(ResumeListing command, CancellationToken cancel) =>
        Change(command.PublicId, command.Version, e => e.Live == LiveState.Published, e => e.Resume(time.GetUtcNow()), cancel);

    private Task<Result> Change(string publicId, uint version, Func<Entry, bool> already, Func<Entry, Result> change, CancellationToken cancel) => publisher.Together(async () =>
    {
        var entry = await db.Entries.SingleOrDefaultAsync(e => e.PublicId == publicId, cancel);
        if (entry is null)
            return Refusal.NotFound();
        if (already(entry))
            return Array.Empty<Guid>();
        if (entry.Version != version)
            return Refusal.Stale();
        if (change(entry) is { Ok: false } refused)
            return Result<IReadOnlyCollection<Guid>>.No(refused.Refusals);
        var saved = await db.Save(cancel);
        return saved.Ok ? await publisher.OffersShowing(entry, cancel) : Result<IReadOnlyCollection<Guid>>.No(saved.Refusals);
    }, cancel);
}
