using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

[Trait("Kind", "Fast")]
public sealed class AnswerRulesTests
{
    [Fact]
    public void Sample_answers_stand()
    {
        Assert.Empty(SeedSet.Set.Validate(EntryKind.Software, SeedSet.SoftwareAnswers(), SeedSet.Leaves));
        Assert.Empty(SeedSet.Set.Validate(EntryKind.Offer, SeedSet.OfferAnswers(), SeedSet.Leaves));
    }

    [Theory]
    [InlineData("name", "\"\"", "answer-required")]
    [InlineData("summary", "\"庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁庁\"", "too-long")]
    [InlineData("categories", "[\"9999\"]", "unknown-option")]
    [InlineData("categories", "[\"0101\",\"0101\"]", "unknown-option")]
    [InlineData("categories", "[\"0101\",\"0102\",\"0103\",\"0104\"]", "too-many")]
    [InlineData("features", "[\"一つ\"]", "too-few")]
    [InlineData("productUrl", "\"javascript:alert(1)\"", "not-a-url")]
    [InlineData("productUrl", "\"https://localhost\"", "not-a-url")]
    [InlineData("bodiesInUse", "1789", "out-of-range")]
    [InlineData("bodiesInUse", "\"12\"", "not-a-number")]
    [InlineData("sla", "89.99", "out-of-range")]
    [InlineData("lgwan", "\"maybe\"", "unknown-option")]
    [InlineData("browsers", "[\"edge\",\"edge\"]", "unknown-option")]
    [InlineData("twoFactor", "\"true\"", "unreadable-answer")]
    [InlineData("offerFrom", "\"2027-02-29\"", "not-a-date")]
    [InlineData("contactEmail", "\"taro@localhost\"", "not-an-email")]
    [InlineData("contactEmail", "\"太郎 <taro@example.jp>\"", "not-an-email")]
    [InlineData("pricePlan", "{\"initialYen\":-1,\"basis\":\"flat\",\"tiers\":[{\"from\":0,\"monthlyYen\":1}],\"minimumTermMonths\":12,\"trialDays\":0}", "out-of-range")]
    [InlineData("pricePlan", "{\"initialYen\":0,\"basis\":\"users\",\"tiers\":[{\"from\":10,\"monthlyYen\":1}],\"minimumTermMonths\":12,\"trialDays\":0}", "first-tier")]
    [InlineData("pricePlan", "{\"initialYen\":0,\"basis\":\"users\",\"tiers\":[{\"from\":0,\"monthlyYen\":1},{\"from\":0,\"monthlyYen\":1}],\"minimumTermMonths\":12,\"trialDays\":0}", "tiers-ascending")]
    [InlineData("pricePlan", "{\"initialYen\":0,\"basis\":\"flat\",\"tiers\":[{\"from\":0,\"monthlyYen\":1},{\"from\":5,\"monthlyYen\":1}],\"minimumTermMonths\":12,\"trialDays\":0}", "flat-one-tier")]
    [InlineData("pricePlan", "{\"initialYen\":0,\"basis\":\"flat\",\"tiers\":[],\"minimumTermMonths\":12,\"trialDays\":0}", "answer-required")]
    [InlineData("pricePlan", "{\"initialYen\":0,\"basis\":\"flat\",\"tiers\":[{\"from\":0,\"monthlyYen\":1.5}],\"minimumTermMonths\":12,\"trialDays\":0}", "unreadable-answer")]
    [InlineData("pricePlan", "{\"initialYen\":0,\"basis\":\"flat\",\"tiers\":[{\"from\":0,\"monthlyYen\":1}],\"minimumTermMonths\":61,\"trialDays\":0}", "out-of-range")]
    public void Wrong_answers_are_refused_at_their_field(string question, string answer, string code)
    {
        var refusals = AnswerRules.Check(SeedSet.Question(question), JsonNode.Parse(answer), SeedSet.Leaves);
        Assert.Equal(code, Assert.Single(refusals).Code);
        Assert.StartsWith($"answers[{question}]", refusals[0].Field, StringComparison.Ordinal);
        Assert.DoesNotContain("{", new Texts()[refusals[0]], StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_are_counted_as_people_count_them()
    {
        // が with a combining mark and an emoji family count as one each.
        var answer = JsonValue.Create(string.Concat(Enumerable.Repeat("👨‍👩‍👧", 60)));
        Assert.Empty(AnswerRules.Check(SeedSet.Question("name"), answer, SeedSet.Leaves));
    }

    [Fact]
    public void Missing_answers_count_by_section_and_in_all()
    {
        var answers = SeedSet.SoftwareAnswers();
        answers.Remove("lgwan");
        answers.Remove("productUrl");
        Assert.Equal("answers[lgwan]", Assert.Single(SeedSet.Set.Validate(EntryKind.Software, answers, SeedSet.Leaves)).Field);
        Assert.Empty(SeedSet.Set.Validate(EntryKind.Software, answers, SeedSet.Leaves, "basic"));
        Assert.InRange(SeedSet.Set.Completeness(EntryKind.Software, answers, SeedSet.Leaves), 90, 99);
        Assert.Equal(100, SeedSet.Set.Completeness(EntryKind.Software, SeedSet.SoftwareAnswers(), SeedSet.Leaves));
        Assert.Equal(0, SeedSet.Set.Completeness(EntryKind.Software, [], SeedSet.Leaves));
    }

    [Theory]
    [InlineData("１，２３４", "1234")]
    [InlineData(" 99.95 ", "99.95")]
    public void Numbers_are_read_as_clerks_type_them(string typed, string stored)
    {
        var section = SeedSet.Set.Sections.Single(s => s.Id == "availability");
        var form = AnswerForm.Read(section, f => f == "answers[sla]" ? [typed] : []);
        Assert.Equal(stored, form.Answers["sla"]!.ToJsonString());
        Assert.Null(form.Answers["backup"]);
    }

    [Fact]
    public void Unreadable_input_is_refused_and_the_stored_answer_left_alone()
    {
        var section = SeedSet.Set.Sections.Single(s => s.Id == "availability");
        var form = AnswerForm.Read(section, f => f == "answers[sla]" ? ["高い"] : []);
        Assert.Equal("answers[sla]", Assert.Single(form.Unreadable).Field);
        Assert.False(form.Answers.ContainsKey("sla"));
    }

    [Fact]
    public void A_price_plan_passes_over_empty_rows_and_names_the_row_as_typed()
    {
        var section = SeedSet.Set.Sections.Single(s => s.Id == "price");
        var plan = SeedSet.Question("pricePlan");
        Dictionary<string, string> typed = new(StringComparer.Ordinal)
        {
            [PricePlanForm.Part(plan, "initialYen")] = "350,000", [PricePlanForm.Part(plan, "basis")] = "Population",
            [PricePlanForm.Monthly(plan, 0)] = "10000", [PricePlanForm.From(plan, 3)] = "5000", [PricePlanForm.Monthly(plan, 3)] = "20000",
            [PricePlanForm.Part(plan, "minimumTermMonths")] = "12",
        };
        var form = AnswerForm.Read(section, f => typed.TryGetValue(f, out var v) ? [v] : []);
        Assert.Empty(form.Unreadable);
        var read = PricePlanAnswer.Read(form.Answers["pricePlan"])!;
        Assert.Equal([new PriceTier(0, new Money(10_000)), new PriceTier(5_000, new Money(20_000))], read.Tiers);
        Assert.Equal(0, read.TrialDays);

        typed[PricePlanForm.From(plan, 3)] = "0";
        Assert.Equal(PricePlanForm.From(plan, 3), Assert.Single(AnswerForm.Read(section, f => typed.TryGetValue(f, out var v) ? [v] : []).Unreadable).Field);
    }
}
