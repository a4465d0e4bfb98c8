using Marketplace.Catalog;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

[Trait("Kind", "Fast")]
public sealed class ListingGeneratorTests
{
    private static List<GeneratedSoftware> Make(int count, int seed = 1) =>
        [.. new ListingGenerator(SeedSet.Set, SeedSet.Phrases, [.. SeedSet.Leaves.Order(StringComparer.Ordinal)], 40, seed).Generate(count)];

    private static string Print(IEnumerable<GeneratedSoftware> all) => string.Join('\n', all.Select(s =>
        $"{s.Number} {s.Maker} {s.PublishedAt:O} {CanonicalJson.Hash(s.Answers)} {string.Join(' ', s.Offers.Select(o => $"{o.Number} {o.Seller} {o.PublishedAt:O} {CanonicalJson.Hash(o.Answers)}"))}"));

    [Fact]
    public void The_same_seed_makes_the_same_listings_and_another_seed_others()
    {
        Assert.Equal(Print(Make(400)), Print(Make(400)));
        Assert.NotEqual(Print(Make(400)), Print(Make(400, seed: 2)));
    }

    [Fact]
    public void A_longer_run_begins_with_a_shorter_one()
    {
        var shorter = Make(200);
        Assert.Equal(Print(shorter.SkipLast(1)), Print(Make(500).Take(shorter.Count - 1)));
    }

    [Fact]
    public void Every_listing_could_be_submitted_and_they_vary()
    {
        var all = Make(2_000);
        Assert.Equal(2_000, all.Sum(s => s.Offers.Count));
        Assert.Equal(Enumerable.Range(0, 2_000), all.SelectMany(s => s.Offers).Select(o => o.Number));
        Assert.All(all, s => Assert.Empty(SeedSet.Set.Validate(EntryKind.Software, s.Answers, SeedSet.Leaves)));
        Assert.All(all.SelectMany(s => s.Offers), o => Assert.Empty(SeedSet.Set.Validate(EntryKind.Offer, o.Answers, SeedSet.Leaves)));
        Assert.True(all.Select(s => s.Answers["name"]!.ToString()).Distinct().Count() > all.Count * 9 / 10, "Names repeat too often.");
        Assert.Equal(SeedSet.Leaves.Count, all.Select(s => s.Answers["categories"]![0]!.ToString()).Distinct().Count());
        foreach (var question in SeedSet.Set.Sections.SelectMany(s => s.Questions).Where(q => q.Filter && q.Kind == QuestionKind.Radios))
            Assert.All(question.Options!, o => Assert.Contains(all, s => s.Answers[question.Id]?.ToString() == o.Value || s.Offers.Any(f => f.Answers[question.Id]?.ToString() == o.Value)));
    }
}
