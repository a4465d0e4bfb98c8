using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Catalog;

/// <summary>Categories and question set 1 always; sample software and offers where samples are wanted: published for certified vendors,
/// waiting for review for the others.</summary>
internal sealed class CatalogSeed(
    CatalogDbContext db, Publisher publisher, IOrganisations organisations, ICertification certification, IOptions<SeedOptions> options, TimeProvider time) : ISeed
{
    public int Order => 30;
    public string Name => "catalogue";

    public async Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel)
    {
        await Categories(seedFolder, cancel);
        var set = await Questions(seedFolder, cancel);
        await Synonyms(seedFolder, cancel);
        if (!options.Value.Samples)
            return;
        await Listings(seedFolder, set, cancel);
        progress.Report($"{await db.Categories.CountAsync(cancel)} categories, {await db.PublishedOffers.CountAsync(p => p.WithdrawnAt == null, cancel)} published offers");
    }

    private async Task Categories(string folder, CancellationToken cancel)
    {
        var known = await db.Categories.ToDictionaryAsync(c => c.Code, cancel);
        foreach (var group in await SeedFiles.Read<CategoryRow[]>(folder, "categories.json", cancel))
        {
            foreach (var (row, parent) in (group.Children ?? []).Select(c => (c, (string?)group.Code)).Prepend((group, null)))
            {
                if (!known.TryGetValue(row.Code, out var category))
                    db.Categories.Add(category = Category.Of(row.Code, parent));
                category.Name(row.Ja, row.En);
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A first list; what the operator made of it stays.</summary>
    private async Task Synonyms(string folder, CancellationToken cancel)
    {
        if (await db.SynonymLists.AnyAsync(cancel))
            return;
        var list = SynonymList.Of("");
        if (list.Rewrite(await File.ReadAllTextAsync(Path.Combine(folder, "synonyms.txt"), cancel)) is { Ok: false, Refusals: [var wrong, ..] })
            throw new InvalidDataException($"synonyms.txt: {wrong.Code} {string.Join(' ', wrong.Args)}");
        db.Add(list);
        await db.SaveChangesAsync(cancel);
    }

    private async Task<QuestionSet> Questions(string folder, CancellationToken cancel)
    {
        var definition = await File.ReadAllTextAsync(Path.Combine(folder, "question-set-1.json"), cancel);
        var set = QuestionSet.Parse(definition);
        if (await db.QuestionSets.SingleOrDefaultAsync(s => s.Number == set.Version, cancel) is { } known)
            return QuestionSet.Parse(known.Definition);
        var version = QuestionSetVersion.Draft(definition);
        version.Open(time.GetUtcNow());
        db.QuestionSets.Add(version);
        await db.SaveChangesAsync(cancel);
        return set;
    }

    private async Task Listings(string folder, QuestionSet set, CancellationToken cancel)
    {
        var file = await SeedFiles.Read<OffersFile>(folder, "offers.json", cancel);
        var vendors = await SeedFiles.Vendors(folder, organisations, cancel);
        var standings = await certification.Standings([.. vendors.Values.Select(v => v.Id)], cancel);
        var leaves = await db.Categories.Where(c => c.Parent != null).Select(c => c.Code).ToHashSetAsync(cancel);
        var known = await db.Entries.IgnoreQueryFilters().Select(e => e.Id).ToHashSetAsync(cancel);
        var published = new List<Guid>();
        var outcome = await publisher.Together(async () =>
        {
            void Add(string name, string vendorKey, string? software, JsonObject answers)
            {
                var id = SeedKeys.Id(name);
                if (known.Contains(id) || !vendors.TryGetValue(vendorKey, out var vendor))
                    return;
                var now = time.GetUtcNow();
                var entry = Entry.Seeded(id, SeedKeys.Address(name), vendor.Id, software is null ? null : SeedKeys.Id(software), set.Version, now);
                entry.Answer(answers.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal), now);
                if (set.Validate(entry.Kind, entry.Answers, leaves) is { Count: > 0 } wrong)
                    throw new InvalidOperationException($"offers.json, {name}: {string.Join("; ", wrong.Select(r => $"{r.Field} {r.Code}"))}");
                entry.Submit(now);
                db.Entries.Add(entry);
                var review = Review.Of(entry, vendor.Name, now);
                db.Reviews.Add(review);
                if (!standings.TryGetValue(vendor.Id, out var standing) || !standing.Certified)
                    return;
                db.EntryVersions.Add(entry.Approve("seed", now).Value);
                review.Decide(ReviewDecision.Approved, new Dictionary<string, string>(StringComparer.Ordinal), db.Actor, now);
                if (software is not null)
                    published.Add(id);
            }

            foreach (var row in file.Software)
                Add("software/" + row.Key, row.Maker, null, row.Answers);
            foreach (var row in file.Offers)
                Add("offer/" + row.Key, row.Seller, "software/" + row.Software, row.Answers);
            await db.SaveChangesAsync(cancel);
            return published;
        }, cancel);
        if (!outcome.Ok)
            throw new InvalidOperationException(outcome.Refusals[0].Code);
    }
}
