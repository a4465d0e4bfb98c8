using System.Text.Json.Nodes;
using Marketplace.Catalog.Experiences;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Catalog;

/// <summary>Categories always, and on a new database the newest question set; sample software and offers where samples are wanted: published for certified vendors,
/// waiting for review for the others.</summary>
internal sealed class CatalogSeed(
    CatalogDbContext db, Publisher publisher, IOrganisations organisations, ICertification certification, IOptions<SeedOptions> options, TimeProvider time) : ISeed
{
    public int Order => 30;
    public string Name => "catalogue";

    public async Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel)
    {
        await Categories(seedFolder, cancel);
        var (set, own) = await Questions(seedFolder, cancel);
        await Synonyms(seedFolder, cancel);
        if (!options.Value.Samples)
            return;
        await Listings(seedFolder, set, own, cancel);
        await Experiences(seedFolder, cancel);
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

    /// <summary>The newest set on a database that has none. Where there is one, nothing is changed: new versions are opened by the operator, in the product.</summary>
    /// <returns>The open set, and whether it is the very one that the sample listings are written for.</returns>
    private async Task<(QuestionSet Set, bool Own)> Questions(string folder, CancellationToken cancel)
    {
        var newest = QuestionSet.Parse(await File.ReadAllTextAsync(SeedFiles.NewestQuestionSet(folder), cancel));
        if (await db.QuestionSets.AsNoTracking().SingleOrDefaultAsync(s => s.State == QuestionSetState.Open, cancel) is { } open)
            return (open.Set(), open.Set().Write() == newest.Write());
        var version = QuestionSetVersion.Draft(newest.Write());
        version.Open("", time.GetUtcNow());
        db.QuestionSets.Add(version);
        await db.SaveChangesAsync(cancel);
        return (newest, true);
    }

    /// <summary>Sample experiences, published, of offers that are; their texts say that they are samples. Seeding again changes nothing.</summary>
    private async Task Experiences(string folder, CancellationToken cancel)
    {
        var known = await db.Experiences.Select(e => e.Id).ToHashSetAsync(cancel);
        foreach (var row in await SeedFiles.Read<ExperienceRow[]>(folder, "experiences.json", cancel))
        {
            var (id, offer) = (SeedKeys.Id("experience/" + row.Key), SeedKeys.Id("offer/" + row.Offer));
            if (known.Contains(id) || await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.OfferId == offer, cancel) is not { } published || await organisations.FindByCode(row.Body, cancel) is not { } body)
                continue;
            var now = time.GetUtcNow();
            var experience = Experience.Of(id, body, published.Snapshot, new(row.Since, row.Users, row.YearlyCost, row.ShowCost, row.Way, row.Good, row.Hard, row.SharesSpecification, row.TakesContact), now);
            experience.Decide(null, now);
            if (row.Reply.Length > 0 && experience.ReplyWith(row.Reply, now).Ok)
                experience.DecideReply(null);
            db.Experiences.Add(experience);
        }

        await db.SaveChangesAsync(cancel);
    }

    private async Task Listings(string folder, QuestionSet set, bool own, CancellationToken cancel)
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
                if (known.Contains(id) || !vendors.TryGetValue(vendorKey, out var vendor) || (software is not null && !known.Contains(SeedKeys.Id(software))))
                    return;
                var now = time.GetUtcNow();
                var entry = Entry.Seeded(id, SeedKeys.Address(name), vendor.Id, software is null ? null : SeedKeys.Id(software), set.Version, now);
                entry.Answer(answers.Where(a => set.Find(a.Key) is not null).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal), now);
                var wrong = set.Validate(entry.Kind, entry.Answers, leaves);
                // Under the operator's own questions a sample may not be complete; then it is left out. Under the seed's own it must be.
                if (wrong.Count > 0 && !own)
                    return;
                if (wrong.Count > 0)
                    throw new InvalidOperationException($"offers.json, {name}: {string.Join("; ", wrong.Select(r => $"{r.Field} {r.Code}"))}");
                known.Add(id);
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
