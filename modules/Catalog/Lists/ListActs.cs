using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Lists;

/// <summary>Keeps an offer in a list of the body's: in a given one, or in a new one of that name (or in the one that has it).</summary>
/// <param name="NewId">Of the list that is made, if one is.</param>
/// <param name="List">Public id; null: by name.</param>
internal sealed record KeepOffer(Guid NewId, string Service, string? List, string? Name);

internal sealed record MakeList(Guid Id, string? Name);

internal sealed record RenameList(string List, uint Version, string? Name);

internal sealed record RemoveList(string List);

internal sealed record DropOffer(string List, string Service);

/// <param name="Id">Brought by the form; a second submit of it changes nothing.</param>
internal sealed record WriteNote(Guid Id, string List, string Service, string? Text);

internal sealed record RemoveNote(string List, string Note);

internal sealed class ListActs(CatalogDbContext db, TimeProvider time)
{
    /// <summary>The list that the offer is in now.</summary>
    public async Task<Result<OfferList>> Handle(KeepOffer command, CancellationToken cancel)
    {
        if (await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == command.Service && p.WithdrawnAt == null, cancel) is not { } published)
            return Refusal.NotFound();
        var list = string.IsNullOrEmpty(command.List) ? null : await Find(command.List, cancel);
        if (list is null && !string.IsNullOrEmpty(command.List))
            return Refusal.NotFound();
        if (list is null)
        {
            var made = await Make(command.NewId, string.IsNullOrWhiteSpace(command.Name) ? OfferList.FirstName : command.Name, orTheOneNamedSo: true, cancel);
            if (!made.Ok)
                return made;
            list = made.Value;
        }

        if (list.Add(published.Snapshot, db.Actor, time.GetUtcNow()) is { Ok: false } full)
            return Result<OfferList>.No(full.Refusals);
        // Two of the body at once: one of them meets the key, and what both wanted is done.
        return await db.Save(cancel) is { Ok: false } refused && await Again(command, cancel) is not { } there ? Result<OfferList>.No(refused.Refusals) : list;
    }

    public async Task<Result<OfferList>> Handle(MakeList command, CancellationToken cancel)
    {
        if (await db.OfferLists.SingleOrDefaultAsync(l => l.Id == command.Id, cancel) is { } first)
            return first;
        var made = await Make(command.Id, command.Name, orTheOneNamedSo: false, cancel);
        return made.Ok && await db.Save(cancel) is { Ok: false } refused ? Result<OfferList>.No(refused.Refusals) : made;
    }

    public async Task<Result> Handle(RenameList command, CancellationToken cancel)
    {
        if (await Find(command.List, cancel) is not { } list)
            return Refusal.NotFound();
        var name = AnswerForm.Clean(command.Name ?? "");
        if (await NameFault(name, list.Id, cancel) is { } fault)
            return fault;
        db.Expect(list, command.Version);
        list.Rename(name);
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(RemoveList command, CancellationToken cancel)
    {
        if (await Find(command.List, cancel) is not { } list)
            return Refusal.NotFound();
        db.OfferLists.Remove(list);
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(DropOffer command, CancellationToken cancel)
    {
        if (await Find(command.List, cancel) is not { } list)
            return Refusal.NotFound();
        var offer = await db.PublishedOffers.Where(p => p.PublicId == command.Service).Select(p => p.OfferId).SingleOrDefaultAsync(cancel);
        list.Remove(offer);
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(WriteNote command, CancellationToken cancel)
    {
        if (await Find(command.List, cancel) is not { } list)
            return Refusal.NotFound();
        var offer = await db.PublishedOffers.Where(p => p.PublicId == command.Service).Select(p => p.OfferId).SingleOrDefaultAsync(cancel);
        if (list.Offers.All(o => o.OfferId != offer))
            return Refusal.NotFound();
        if (await db.ListNotes.AnyAsync(n => n.Id == command.Id, cancel))
            return Result.Done;
        var (field, text) = ($"Input.Notes[{command.Service}]", AnswerForm.Clean(command.Text ?? ""));
        if (text.Length == 0)
            return Refusal.Invalid(field, "note-required", "メモを入力してください。");
        if (text.Length > ListNote.Longest)
            return Refusal.Invalid(field, "too-long", "メモは{0}文字以内で入力してください。", ListNote.Longest);
        db.ListNotes.Add(ListNote.Of(command.Id, list, offer, text, db.Actor, time.GetUtcNow()));
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(RemoveNote command, CancellationToken cancel)
    {
        if (await Find(command.List, cancel) is not { } list)
            return Refusal.NotFound();
        if (await db.ListNotes.SingleOrDefaultAsync(n => n.PublicId == command.Note && n.ListId == list.Id, cancel) is not { } note)
            return Result.Done;
        if (note.PersonId != db.Actor.PersonId)
            return Refusal.Conflict("not-author", "メモを消せるのは、書いた本人だけです。");
        db.ListNotes.Remove(note);
        return await db.Save(cancel);
    }

    private async Task<Result<OfferList>> Make(Guid id, string? typed, bool orTheOneNamedSo, CancellationToken cancel)
    {
        var name = AnswerForm.Clean(typed ?? "");
        if (orTheOneNamedSo && await db.OfferLists.Include(l => l.Offers).SingleOrDefaultAsync(l => l.Name == name, cancel) is { } known)
            return known;
        if (await NameFault(name, id, cancel) is { } fault)
            return fault;
        if (await db.OfferLists.CountAsync(cancel) >= OfferList.MostLists)
            return Refusal.Conflict("too-many-lists", "リストは{0}個までです。使っていないものを削除してください。", OfferList.MostLists);
        var list = OfferList.Of(id, name, db.Actor, time.GetUtcNow());
        db.OfferLists.Add(list);
        return list;
    }

    private async Task<Refusal?> NameFault(string name, Guid id, CancellationToken cancel) =>
        name.Length == 0 ? Refusal.Invalid("Input.Name", "name-required", "リストの名前を入力してください。")
        : name.Length > OfferList.LongestName ? Refusal.Invalid("Input.Name", "too-long", "リストの名前は{0}文字以内で入力してください。", OfferList.LongestName)
        : await db.OfferLists.AnyAsync(l => l.Name == name && l.Id != id, cancel) ? Refusal.Invalid("Input.Name", "name-taken", "同じ名前のリストがあります。別の名前にしてください。")
        : null;

    private async Task<OfferList?> Again(KeepOffer command, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await db.OfferLists.AsNoTracking().FirstOrDefaultAsync(l => (l.PublicId == command.List || l.Name == (command.Name ?? OfferList.FirstName))
            && l.Offers.Any(o => db.PublishedOffers.Any(p => p.PublicId == command.Service && p.OfferId == o.OfferId)), cancel);
    }

    private Task<OfferList?> Find(string publicId, CancellationToken cancel) => db.OfferLists.Include(l => l.Offers).SingleOrDefaultAsync(l => l.PublicId == publicId, cancel);
}
