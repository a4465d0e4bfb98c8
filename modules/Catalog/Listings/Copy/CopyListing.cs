using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Begins a new draft with the answers of an own listing, as far as the open question set still asks for them and takes them.</summary>
/// <param name="Id">Brought by the form; a second submit of it answers with the first copy.</param>
/// <param name="PublicId">The listing to copy.</param>
internal sealed record CopyListing(Guid Id, string PublicId, string? Name);

internal sealed class CopyListingHandler(CatalogDbContext db, CatalogueBasis basis, StartListing starting, ListingDocuments documents, TimeProvider time)
{
    /// <summary>The public id of the new draft.</summary>
    public async Task<Result<string>> Handle(CopyListing command, CancellationToken cancel)
    {
        if (await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel) is not { } source)
            return Refusal.NotFound();
        if (await db.Entries.Where(e => e.Id == command.Id).Select(e => e.PublicId).SingleOrDefaultAsync(cancel) is { } first)
            return first;
        var set = await basis.OpenSet(cancel);
        var naming = source.Kind == EntryKind.Software ? "name" : "offerName";
        if (StartListing.Named(set, naming, command.Name, "Input.Name") is { Count: > 0 } wrong)
            return Result<string>.No(wrong);
        if (source.SoftwareId is { } software && !await starting.Choosable().AnyAsync(e => e.Id == software, cancel))
            return Refusal.Conflict("software-not-published", "このサービスのソフトウェアは、いまは販売の対象に選べません。ソフトウェアが公開されてから写してください。");
        var now = time.GetUtcNow();
        var copy = source.SoftwareId is { } of ? Entry.Offer(command.Id, db.Actor.OrganisationId, of, set.Version, now) : Entry.Software(command.Id, db.Actor.OrganisationId, set.Version, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var leaves = (await basis.Categories(cancel)).Leaves;
        var answers = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (id, answer) in CarriedAnswers.Over(source.Kind, source.Answers, set, leaves).Answers)
            answers[id] = set.Find(id)!.Kind == QuestionKind.Upload ? await documents.Copy(answer!, copy, now, cancel) : answer;

        answers[naming] = AnswerForm.Clean(command.Name!);
        copy.Answer(answers, now);
        db.Entries.Add(copy);
        var saved = await db.Save(cancel);
        if (!saved.Ok)
            return Result<string>.No(saved.Refusals);
        await documents.CopyContents(cancel);
        await transaction.CommitAsync(cancel);
        return copy.PublicId;
    }
}
