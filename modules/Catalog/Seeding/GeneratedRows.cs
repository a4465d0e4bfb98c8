using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>Turns generated listings into the rows that drafting, submitting and approving them would have left; those that exist already are left out.</summary>
internal sealed class GeneratedRows(QuestionSet set, IReadOnlyList<OrganisationView> vendors, int seed, IReadOnlySet<Guid> known)
{
    private const string By = "seed";
    private readonly Dictionary<Guid, OrganisationView> names = vendors.ToDictionary(v => v.Id);

    /// <summary>Offers seen, new or known.</summary>
    public int Offers { get; private set; }
    public List<Entry> Entries { get; } = [];
    public List<EntryVersion> Versions { get; } = [];
    public List<OfferEdition> Editions { get; } = [];
    public List<PublishedOffer> Published { get; } = [];

    public void Add(GeneratedSoftware generated)
    {
        var name = Name("software", generated.Number);
        var (software, softwareVersion) = Approved(name, vendors[generated.Maker].Id, null, generated.Answers, generated.PublishedAt);
        if (!known.Contains(software.Id))
            Keep(software, softwareVersion);
        foreach (var made in generated.Offers)
        {
            Offers++;
            var (offer, version) = Approved(Name("offer", made.Number), vendors[made.Seller].Id, software.Id, made.Answers, made.PublishedAt);
            if (known.Contains(offer.Id))
                continue;
            Keep(offer, version);
            var snapshot = Publisher.Snapshot(offer, software, version, softwareVersion, names, 1, made.PublishedAt);
            var edition = OfferEdition.Of(snapshot, 1, 1);
            Editions.Add(edition);
            Published.Add(PublishedOffer.Of(snapshot, edition));
        }
    }

    private (Entry Entry, EntryVersion Version) Approved(string name, Guid owner, Guid? software, JsonObject answers, DateTimeOffset at)
    {
        var entry = Entry.Seeded(SeedKeys.Id(name), SeedKeys.Address(name), owner, software, set.Version, at);
        entry.Answer(answers.ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal), at);
        entry.Submit(at);
        return (entry, entry.Approve(By, at).Value);
    }

    private void Keep(Entry entry, EntryVersion version)
    {
        Entries.Add(entry);
        Versions.Add(version);
    }

    private string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"generated/{seed}/{kind}/{number}");
}
