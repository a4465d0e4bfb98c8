using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Xunit;

namespace Marketplace.Tests.Catalog.Questions;

[Trait("Kind", "Fast")]
public sealed class QuestionSetRulesTests
{
    private static readonly QuestionOption[] Sites = [new("east", "東", "East"), new("west", "西", "West")];
    private static readonly Question Name = new("name", QuestionKind.Text, "名称", "Name", Required: true), Backup = new("backup", QuestionKind.YesNo, "控え", "Backup"),
        Site = new("site", QuestionKind.Radios, "場所", "Site", Options: Sites, RequiredIf: new("backup", "true"));

    [Fact]
    public void A_set_survives_being_written_and_read() => Assert.Equal(Set(Name, Backup, Site).Write(), QuestionSet.Parse(Set(Name, Backup, Site).Write()).Write());

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void A_question_is_required_when_another_answer_makes_it_so(string backup, bool required)
    {
        var answers = new JsonObject { ["name"] = "x", ["backup"] = JsonNode.Parse(backup) };
        Assert.Equal(required, Set(Name, Backup, Site).Validate(EntryKind.Software, answers, new HashSet<string>()).Any(r => r.Code == "answer-required"));
        answers["site"] = "east";
        Assert.Empty(Set(Name, Backup, Site).Validate(EntryKind.Software, answers, new HashSet<string>()));
    }

    [Fact]
    public void What_cannot_be_opened_is_told_with_its_question()
    {
        Assert.Empty(QuestionSetRules.Faults(Set(Name, Backup, Site), Set(Name)));
        Assert.Equal(["condition"], Codes(Set(Name, Site, Backup), Set(Name)));
        Assert.Equal(["condition"], Codes(Set(Name, Backup, Site with { RequiredIf = new("backup", "maybe") }), Set(Name)));
        Assert.Equal(["kept-question"], Codes(Set(Backup), Set(Name)));
        Assert.Equal(["kind-changed"], Codes(Set(Name, Backup with { Kind = QuestionKind.Text }), Set(Name, Backup)));
        Assert.Equal(["options"], Codes(Set(Name, Site with { RequiredIf = null, Options = [Sites[0], Sites[0]] }), Set(Name)));
        Assert.Equal(["no-filter"], Codes(Set(Name with { Filter = true }), Set(Name)));
        Assert.Equal(["question-name"], Codes(Set(Name with { En = "" }), Set(Name)));
        Assert.Equal(["min-max"], Codes(Set(Name, new Question("n", QuestionKind.Number, "数", "Number", Min: 3, Max: 2)), Set(Name)));
        Assert.Equal(["section-empty"], Codes(Set(Name) with { Sections = [.. Set(Name).Sections, new("more", "その他", "More", EntryKind.Offer, [])] }, Set(Name)));
    }

    [Fact]
    public void Sets_differ_by_what_was_added_changed_and_removed() => Assert.Equal(
        [(SetChange.Changed, "name"), (SetChange.Added, "site"), (SetChange.Removed, "backup")],
        QuestionSetRules.Differences(Set(Name, Backup), Set(Name with { MaxLength = 5 }, Site)).Select(d => (d.Change, d.Question.Id)));

    [Fact]
    public void A_listing_takes_over_what_still_fits()
    {
        var entry = Entry.Software(Guid.NewGuid(), Guid.NewGuid(), 1, DateTimeOffset.UnixEpoch);
        entry.Answer(new Dictionary<string, JsonNode?> { ["name"] = "長い名前の製品", ["backup"] = true, ["site"] = "east" }, DateTimeOffset.UnixEpoch);
        Assert.True(entry.Adopt(Set(Name, Site with { Options = [Sites[1], new("north", "北", "North")] }, Backup) with { Version = 2 }, new HashSet<string>(), DateTimeOffset.UnixEpoch).Ok);
        Assert.Equal((2, "長い名前の製品", """{"name":"長い名前の製品","backup":true}"""), (entry.QuestionSetVersion, entry.Title, entry.Answers.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
    }

    private static string[] Codes(QuestionSet draft, QuestionSet open) => [.. QuestionSetRules.Faults(draft, open).Select(f => f.Refusal.Code)];

    private static QuestionSet Set(params Question[] questions) => new(1, [new("basic", "基本", "Basics", EntryKind.Software, questions)]);
}
