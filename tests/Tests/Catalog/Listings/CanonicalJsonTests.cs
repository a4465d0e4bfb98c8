using System.Text.Json.Nodes;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

[Trait("Kind", "Fast")]
public sealed class CanonicalJsonTests
{
    [Fact]
    public void Writes_names_sorted_numbers_plain_and_only_needed_escapes()
    {
        var value = JsonNode.Parse("""{ "b": [1.50, 1e3, true, null], "a": "\u65e5本\u000a\"\\/<>😀", "é": {}, "B": { "y": 1, "x": { } } }""");
        Assert.Equal("""{"B":{"x":{},"y":1},"a":"日本\n\"\\/<>😀","b":[1.5,1000,true,null],"é":{}}""", CanonicalJson.Of(value));
    }

    [Fact]
    public void A_snapshot_hashes_the_same_after_a_round_through_storage()
    {
        var offer = new OfferSnapshot(Guid.Empty, "abc", 1, "名", "案", "概要", Guid.Empty, Guid.Empty, "作", Guid.Empty, "売", ["0101"],
            new PricePlan(new Money(1), PriceBasis.Flat, [new PriceTier(0, new Money(2))], 12, 0), 1,
            new JsonObject { ["sla"] = 99.95m, ["z"] = "あ" }, new JsonObject { ["n"] = 3 }, new DateTimeOffset(2026, 4, 1, 0, 0, 0, 123, TimeSpan.Zero), "");
        var stored = System.Text.Json.JsonSerializer.Serialize(offer, System.Text.Json.JsonSerializerOptions.Web);
        var back = System.Text.Json.JsonSerializer.Deserialize<OfferSnapshot>(stored, System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.Equal(CanonicalJson.HashOf(offer), CanonicalJson.HashOf(back));
        Assert.Equal(64, CanonicalJson.HashOf(back).Length);
        Assert.NotEqual(CanonicalJson.HashOf(offer), CanonicalJson.HashOf(offer with { Version = 2 }));
        Assert.Equal(CanonicalJson.HashOf(offer), CanonicalJson.HashOf(offer with { ContentHash = "x" }));
    }
}
