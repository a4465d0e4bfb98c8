using Marketplace.Catalog.Search;
using Xunit;

namespace Marketplace.Tests.Catalog.Search;

/// <summary>Going ahead to a document, with jumps over those between, leads where going one by one does.</summary>
public sealed class PostingsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(5_000)]
    public void Going_ahead_finds_what_going_one_by_one_finds(int documents)
    {
        var random = new Random(documents);
        var builder = new Postings.Builder();
        for (int n = 0, number = 0; n < documents; n++, number += random.Next(1, 400))
        {
            for (int i = 0, place = random.Next(1, 3_000), many = random.Next(1, 40); i < many; i++, place += random.Next(1, 300))
                builder.Add("語", number, place, (FieldWeight)random.Next(4));
        }

        var postings = builder.Build();
        for (var run = 0; run < 20; run++)
        {
            var (ahead, single) = (postings.Of("語"), postings.Of("語"));
            var (found, expected) = (new Postings.PlaceList(), new Postings.PlaceList());
            var furthest = run < 10 ? 500 : 40_000;
            for (var wanted = random.Next(furthest); ; wanted = single.Document + random.Next(1, furthest))
            {
                bool more;
                do
                {
                    more = single.Advance(ref expected);
                }
                while (more && single.Document < wanted);
                Assert.Equal(more, ahead.AdvanceTo(wanted, ref found));
                if (!more)
                    break;
                Assert.Equal((single.Document, Places(expected)), (ahead.Document, Places(found)));
            }
        }
    }

    private static string Places(Postings.PlaceList places) => string.Join(' ', Enumerable.Range(0, places.Count).Select(i => $"{places.Place(i)}{places.Weight(i)}"));
}
