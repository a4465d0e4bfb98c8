using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Begins a software; the maker is the actor's organisation.</summary>
/// <param name="Id">Brought by the form; a second submit of it answers with the first entry.</param>
internal sealed record StartSoftware(Guid Id, string? Name);

/// <summary>Begins an offer of a software: an own one, or one that another maker has published.</summary>
internal sealed record StartOffer(Guid Id, string? SoftwarePublicId, string? OfferName);

internal sealed class StartListing(CatalogDbContext db, CatalogueBasis basis, TimeProvider time)
{
    /// <summary>The public id of the new draft.</summary>
    public async Task<Result<string>> Start(StartSoftware command, CancellationToken cancel)
    {
        var set = await basis.OpenSet(cancel);
        return Named(set, "name", command.Name, "Input.Name") is { Count: > 0 } wrong
            ? Result<string>.No(wrong)
            : await Add(Entry.Software(command.Id, db.Actor.OrganisationId, set.Version, time.GetUtcNow()), "name", command.Name!, cancel);
    }

    /// <inheritdoc cref="Start(StartSoftware,CancellationToken)"/>
    public async Task<Result<string>> Start(StartOffer command, CancellationToken cancel)
    {
        var set = await basis.OpenSet(cancel);
        var software = await Choosable().SingleOrDefaultAsync(e => e.PublicId == command.SoftwarePublicId, cancel);
        var refusals = Named(set, "offerName", command.OfferName, "Input.OfferName");
        if (software is null)
            refusals = [Refusal.Invalid("Input.Software", "answer-required", "販売するソフトウェアを選択してください。"), .. refusals];
        return refusals.Count > 0
            ? Result<string>.No(refusals)
            : await Add(Entry.Offer(command.Id, db.Actor.OrganisationId, software!.Id, set.Version, time.GetUtcNow()), "offerName", command.OfferName!, cancel);
    }

    /// <summary>Software that the actor may offer: its own that is not withdrawn, and what others have published.</summary>
    public IQueryable<Entry> Choosable()
    {
        var own = db.Actor.OrganisationId;
        return db.Entries.IgnoreQueryFilters().AsNoTracking().Where(e => e.Kind == EntryKind.Software
            && (e.Live == LiveState.Published || (e.OwnerId == own && e.Live == LiveState.Never)));
    }

    internal static IReadOnlyList<Refusal> Named(QuestionSet set, string question, string? typed, string field)
    {
        var text = AnswerForm.Clean(typed ?? "");
        return [.. AnswerRules.Check(set.Find(question)!, text.Length == 0 ? null : (JsonNode)text, new HashSet<string>()).Select(r => r with { Field = field })];
    }

    private async Task<Result<string>> Add(Entry entry, string question, string name, CancellationToken cancel)
    {
        if (await db.Entries.Where(e => e.Id == entry.Id).Select(e => e.PublicId).SingleOrDefaultAsync(cancel) is { } first)
            return first;
        entry.Answer(new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { [question] = AnswerForm.Clean(name) }, time.GetUtcNow());
        db.Entries.Add(entry);
        var saved = await db.Save(cancel);
        if (saved.Ok)
            return entry.PublicId;
        return await db.Entries.AsNoTracking().Where(e => e.Id == entry.Id).Select(e => e.PublicId).SingleOrDefaultAsync(cancel) is { } other
            ? other : Result<string>.No(saved.Refusals);
    }
}
