using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Catalog;

/// <summary>The verb <c>seed --listings N</c>: writes generated listings as published, in one commit with one audit row, by COPY; then the index is built anew,
/// which is quicker than an event for each. Running it again with the same seed adds only what is missing.</summary>
internal static class GenerateListings
{
    private const int ReportEvery = 2_000;

    public static async Task Generate(IServiceProvider services, string seedFolder, int count, int seed, IProgress<string> progress, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        provider.GetRequiredService<CurrentActor>().Value = Actor.System("generate-listings");
        var db = provider.GetRequiredService<CatalogDbContext>();
        var basis = provider.GetRequiredService<CatalogueBasis>();
        var (set, tree) = (await basis.OpenSet(cancel), await basis.Categories(cancel));
        var vendors = await CertifiedVendors(provider, seedFolder, cancel);
        var phrases = await SeedFiles.Read<Phrases>(seedFolder, "phrases.json", cancel);
        var generator = new ListingGenerator(set, phrases, [.. tree.Leaves.Where(phrases.NameTails.ContainsKey).Order(StringComparer.Ordinal)], vendors.Count, seed);

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await provider.GetRequiredService<Publisher>().Lock(cancel);
        var known = await db.Entries.IgnoreQueryFilters().Select(e => e.Id).ToHashSetAsync(cancel);
        var rows = new GeneratedRows(set, vendors, seed, known);
        foreach (var software in generator.Generate(count))
        {
            rows.Add(software);
            if (rows.Offers / ReportEvery != (rows.Offers - software.Offers.Count) / ReportEvery)
                progress.Report(string.Create(CultureInfo.InvariantCulture, $"Generating listings: {rows.Offers} of {count}"));
        }

        await Write((NpgsqlConnection)db.Database.GetDbConnection(), rows, cancel);
        await db.Database.ExecuteSqlAsync($"""
            insert into catalog.offer_change (offer_id, public_id, version, withdrawn, content_hash, at)
            select offer_id, public_id, version, false, snapshot ->> 'contentHash', published_at from catalog.published_offer where offer_id = any({rows.Published.Select(p => p.OfferId).ToArray()}) order by published_at, offer_id
            """, cancel);
        db.Set<AuditRow>().Add(new AuditRow
        {
            At = provider.GetRequiredService<TimeProvider>().GetUtcNow(), Role = db.Actor.Role.ToString(), Via = db.Actor.Via, Record = "catalog.entry", RecordId = $"generated/{seed}",
            Change = "added", After = JsonSerializer.Serialize(new { offers = rows.Published.Count, count, seed }),
        });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"Wrote {rows.Published.Count} new listings; building the index"));
        await provider.GetRequiredService<ICatalogueIndex>().Rebuild(new IndexProgress(progress), cancel);
    }

    private static async Task<IReadOnlyList<OrganisationView>> CertifiedVendors(IServiceProvider provider, string folder, CancellationToken cancel)
    {
        var all = (await SeedFiles.Vendors(folder, provider.GetRequiredService<IOrganisations>(), cancel)).Values.ToList();
        var standings = await provider.GetRequiredService<ICertification>().Standings([.. all.Select(v => v.Id)], cancel);
        var certified = all.Where(v => standings.TryGetValue(v.Id, out var standing) && standing.Certified).ToList();
        return certified.Count > 0 ? certified : throw new InvalidOperationException("There is no certified sample vendor; run the verb 'seed' with samples first.");
    }

    private static async Task Write(NpgsqlConnection connection, GeneratedRows rows, CancellationToken cancel)
    {
        await BulkCopy.Copy(connection,
            "entry (id, public_id, kind, owner_id, software_id, question_set_version, answers, title, work, live, submissions, published, created_at, changed_at, submitted_at)",
            rows.Entries, e => [e.Id, e.PublicId, e.Kind.ToString(), e.OwnerId, e.SoftwareId, e.QuestionSetVersion, Json(e.Answers), e.Title, e.Work.ToString(), e.Live.ToString(),
                e.Submissions, e.Published, e.CreatedAt, e.ChangedAt, e.SubmittedAt], cancel);
        await BulkCopy.Copy(connection, "entry_version (entry_id, number, question_set_version, answers, hash, published_at, published_by)",
            rows.Versions, v => [v.EntryId, v.Number, v.QuestionSetVersion, Json(v.Answers), v.Hash, v.PublishedAt, v.PublishedBy], cancel);
        await BulkCopy.Copy(connection, "offer_edition (offer_id, number, software_id, software_version, offer_version, maker_name, seller_name, published_at, content_hash)",
            rows.Editions, e => [e.OfferId, e.Number, e.SoftwareId, e.SoftwareVersion, e.OfferVersion, e.MakerName, e.SellerName, e.PublishedAt, e.ContentHash], cancel);
        await BulkCopy.Copy(connection, "published_offer (offer_id, public_id, version, software_id, seller_id, software_version, offer_version, categories, snapshot, published_at)",
            rows.Published, p => [p.OfferId, p.PublicId, p.Version, p.SoftwareId, p.SellerId, p.SoftwareVersion, p.OfferVersion, p.Categories,
                new BulkCopy.Jsonb(JsonSerializer.Serialize(p.Snapshot, JsonSerializerOptions.Web)), p.PublishedAt], cancel);
    }

    private static BulkCopy.Jsonb Json(JsonObject answers) => new(answers.ToJsonString());
}

/// <summary>Tells a rebuild's progress in words.</summary>
internal sealed class IndexProgress(IProgress<string> progress) : IProgress<RebuildProgress>
{
    private long last;

    public void Report(RebuildProgress value)
    {
        if (value.Done < value.Total && value.Done - last < 2_000)
            return;
        last = value.Done;
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"Indexing: {value.Done} of {value.Total}"));
    }
}
