using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Marketplace.Tests.Catalog.Listings;
using Xunit;

namespace Marketplace.Tests.Catalog.Questions;

/// <summary>What a question set may be, and what an operator's change does to a draft.</summary>
[Trait("Kind", "Fast")]
public sealed class QuestionSetRulesTests
{
    private static readonly QuestionSetRules Rules = new([SeedSet.First, SeedSet.Set]);

    [Fact]
    public void Seeded_sets_are_right_and_come_back_as_they_were_written()
    {
        foreach (var set in new[] { SeedSet.First, SeedSet.Set })
        {
            Assert.Empty(new QuestionSetRules([]).Check(set));
            Assert.Equal(set.Write(), QuestionSet.Parse(set.Write()).Write());
        }

        // What was asked is still asked, as the same kind: databases of the first version can go over.
        Assert.Empty(Rules.Check(SeedSet.Set));
        Assert.Empty(SeedSet.First.Sections.SelectMany(s => s.Questions).Where(q => SeedSet.Set.Find(q.Id)?.Kind != q.Kind));
    }

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "lgwan", """{"en":""}""", "Input.En", "name-missing" },
        { "lgwan", """{"helpEn":null}""", "Input.HelpEn", "language-missing" },
        { "lgwan", """{"options":[{"value":"one","ja":"一","en":"One"}]}""", "Input.Options[0].Value", "options-missing" },
        { "lgwan", """{"options":[{"value":"a","ja":"一","en":"One"},{"value":"a","ja":"二","en":"Two"}]}""", "Input.Options[1].Value", "duplicate-id" },
        { "lgwan", """{"options":[{"value":"a","ja":"一","en":"One"},{"value":"b","ja":"二","en":""}]}""", "Input.Options[1].En", "name-missing" },
        { "lgwan", """{"options":[{"value":"A","ja":"一","en":"One"},{"value":"b","ja":"二","en":"Two"}]}""", "Input.Options[0].Value", "bad-id" },
        { "lgwan", """{"kind":"checkboxes"}""", "Input.Kind", "kind-fixed" },
        { "functions", """{"options":[{"value":"a","ja":"一","en":"One"},{"value":"b","ja":"二","en":"Two"}]}""", "Input.Options[0].Group", "one-level" },
        { "functions", """{"options":[{"value":"a","ja":"一","en":"One","options":[{"value":"a","ja":"三","en":"Three"}]},{"value":"b","ja":"二","en":"Two"}]}""", "Input.Options[1].Value", "duplicate-id" },
        { "sla", """{"filter":true}""", "Input.Filter", "cannot-filter" },
        { "sla", """{"weight":"A"}""", "Input.Weight", "cannot-search" },
        { "sla", """{"min":100,"max":90}""", "Input.Max", "min-over-max" },
        { "sla", """{"unitEn":null}""", "Input.UnitEn", "language-missing" },
        { "features", """{"maxLength":null}""", "Input.MaxLength", "limit-missing" },
        { "features", """{"max":201}""", "Input.Max", "out-of-range" },
        { "name", """{"required":false}""", "Input.Required", "core-question-required" },
        { "apiUrl", """{"requiredIf":{"question":"nowhere","answers":["x"]}}""", "Input.ConditionQuestion", "condition-unknown" },
        { "apiUrl", """{"requiredIf":{"question":"returnCost","answers":["free"]}}""", "Input.ConditionQuestion", "condition-later" },
        { "apiUrl", """{"requiredIf":{"question":"sellerRole","answers":["maker"]}}""", "Input.ConditionQuestion", "condition-later" },
        { "apiUrl", """{"requiredIf":{"question":"summary","answers":["x"]}}""", "Input.ConditionQuestion", "condition-kind" },
        { "apiUrl", """{"requiredIf":{"question":"api","answers":["gone"]}}""", "Input.ConditionAnswers", "condition-answers" },
        { "apiUrl", """{"required":true}""", "Input.ConditionQuestion", "condition-needless" },
        { "dataCentres", """{"columns":[]}""", "Input.Columns[0].Id", "columns-missing" },
        { "dataCentres", """{"columns":[{"id":"place","ja":"所","en":"Place","kind":"text"},{"id":"place","ja":"所","en":"Place","kind":"text"}]}""", "Input.Columns[1].Id", "duplicate-id" },
        { "productUrl", """{"format":"kana"}""", "Input.Format", "cannot-format" },
        { "productUrl", """{"id":"users"}""", "Input.Id", "duplicate-id" },
        { "productUrl", """{"id":"api"}""", "Input.Id", "duplicate-id" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_at_its_field(string question, string change, string field, string code)
    {
        var set = JsonNode.Parse(SeedSet.Set.Write())!;
        var node = set["sections"]!.AsArray().SelectMany(s => s!["questions"]!.AsArray()).First(q => q!["id"]!.GetValue<string>() == question)!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(change)!.AsObject())
            node[key] = value?.DeepClone();
        var changed = new QuestionSet(3, System.Text.Json.JsonSerializer.Deserialize<List<QuestionSection>>(set["sections"]!.ToJsonString(), Options)!);
        var faults = Rules.Check(changed);
        Assert.Contains(faults, f => f.Refusal.Field == field && f.Refusal.Code == code);
        Assert.All(faults, f => Assert.DoesNotContain("{", new Texts()[f.Refusal], StringComparison.Ordinal));
    }

    [Fact]
    public void A_question_goes_in_moves_between_sections_changes_its_name_and_goes()
    {
        var set = SeedSet.Set;
        var added = Apply(set, new AddQuestion("security", new Question("newOne", QuestionKind.Radios, "新しい質問", "New one")));
        Assert.Equal("newOne", added.Sections.Single(s => s.Id == "security").Questions[^1].Id);
        Assert.Contains(Rules.Check(added), f => f.Question == "newOne" && f.Refusal.Code == "options-missing");
        Assert.Equal("duplicate-id", new AddQuestion("security", new Question("api", QuestionKind.Text, "二度", "Twice")).Apply(set, Rules).Refusals[0].Code);

        var down = Apply(added, new MoveQuestion("newOne", 1));
        Assert.Equal("newOne", down.Sections.Single(s => s.Id == "availability").Questions[0].Id);
        Assert.Equal(added.Write(), Apply(down, new MoveQuestion("newOne", -1)).Write());
        Assert.Equal(set.Write(), Apply(set, new MoveQuestion("name", -1)).Write());

        var conditioned = Apply(added, new SaveQuestion("newOne", new Question("newOne", QuestionKind.YesNo, "新しい質問", "New one")));
        conditioned = Apply(conditioned, new SaveQuestion("rtoHours", conditioned.Find("rtoHours")! with { Required = false, RequiredIf = new RequiredIf("newOne", ["true"]) }));
        var renamed = Apply(conditioned, new SaveQuestion("newOne", conditioned.Find("newOne")! with { Id = "otherName" }));
        Assert.Equal("otherName", renamed.Find("rtoHours")!.RequiredIf!.Question);
        Assert.Equal("id-fixed", new SaveQuestion("sla", set.Find("sla")! with { Id = "slaNew" }).Apply(set, Rules).Refusals[0].Code);

        var removed = Apply(renamed, new RemoveQuestion("otherName"));
        Assert.Equal("condition-unknown", Assert.Single(Rules.Check(removed)).Refusal.Code);
        Assert.Equal("core-question", new RemoveQuestion("pricePlan").Apply(set, Rules).Refusals[0].Code);
        Assert.Equal("core-question", new RemoveSection("price").Apply(set, Rules).Refusals[0].Code);
        Assert.Null(Apply(set, new RemoveSection("exit")).Find("returnCost"));
        Assert.Contains(Rules.Check(Apply(set, new AddSection("extra", "追加", "Extra", EntryKind.Offer))), f => f.Section == "extra" && f.Refusal.Code == "empty-section");
        Assert.Equal("duplicate-id", new AddSection("check", "追加", "Extra", EntryKind.Offer).Apply(set, Rules).Refusals[0].Code);
    }

    [Fact]
    public void Options_typed_in_rows_become_a_tree_and_a_wrong_group_is_told_at_its_row()
    {
        var before = SeedSet.Question("functions");
        var input = QuestionInput.Of(before, 1);
        var same = input.Read(before).Value;
        Assert.Equal(Write(before), Write(same));
        input.Options.Insert(0, new OptionInput());
        input.Options.Add(new OptionInput { Value = "late", Ja = "あと", En = "Late", Group = "identity" });
        Assert.Contains(input.Read(before).Value.Options![0].Options!, o => o.Value == "late");
        input.Options.Add(new OptionInput { Value = "lost", Ja = "迷子", En = "Lost", Group = "nowhere" });
        var wrong = Assert.Single(input.Read(before).Refusals);
        Assert.Equal(($"Input.Options[{input.Options.Count - 1}].Group", "unknown-group"), (wrong.Field, wrong.Code));
        // The empty first row is passed over; the message goes to the row as typed.
        Assert.Equal("Input.Options[1].En", input.AtTypedRow(Refusal.Invalid("Input.Options[0].En", "x", "x"), same).Field);

        static string Write(Question q) => new QuestionSet(1, [new QuestionSection("a", "a", "a", EntryKind.Software, [q])]).Write();
    }

    [Fact]
    public void A_required_answer_may_depend_on_another()
    {
        var answers = SeedSet.SoftwareAnswers();
        answers["offeringKind"] = "api";
        answers.Remove("functions");
        Assert.Equal("answers[functions]", Assert.Single(SeedSet.Set.Validate(EntryKind.Software, answers, SeedSet.Leaves)).Field);
        Assert.InRange(SeedSet.Set.Completeness(EntryKind.Software, answers, SeedSet.Leaves), 90, 99);
        answers["functions"] = new JsonArray("jpki");
        Assert.Empty(SeedSet.Set.Validate(EntryKind.Software, answers, SeedSet.Leaves));
        answers["functions"] = new JsonArray("identity");
        Assert.Equal("unknown-option", Assert.Single(SeedSet.Set.Validate(EntryKind.Software, answers, SeedSet.Leaves)).Code);
    }

    [Theory]
    [InlineData("みほんサービス・ぷらす ー", true)]
    [InlineData("ﾐﾎﾝ", true)]
    [InlineData("見本", false)]
    [InlineData("みほん2", false)]
    [InlineData("みほんPro", false)]
    public void A_reading_is_kana(string typed, bool right) =>
        Assert.Equal(right, AnswerRules.Check(SeedSet.Question("nameKana"), typed, SeedSet.Leaves).Count == 0);

    [Fact]
    public void A_table_is_read_by_rows_and_judged_by_cells()
    {
        var question = SeedSet.Question("optionPrices");
        var section = new QuestionSection("price", "価格", "Price", EntryKind.Offer, [question]);
        Dictionary<string, string> typed = new(StringComparer.Ordinal)
        {
            [TableAnswer.FieldOf(question, 1, "name")] = "研修", [TableAnswer.FieldOf(question, 1, "unit")] = "1回", [TableAnswer.FieldOf(question, 1, "yen")] = "５０，０００",
        };
        AnswerForm Read() => AnswerForm.Read(section, f => typed.TryGetValue(f, out var v) ? [v] : []);
        Assert.Equal("""[{"name":"研修","unit":"1回","yen":50000}]""", Read().Answers["optionPrices"]!.ToJsonString(SeedSet.Readable));
        Assert.Equal("オプション：研修／単位：1回／金額（税抜）：50,000円", AnswerText.Of(question, Read().Answers["optionPrices"], new Dictionary<string, CategoryView>(), new Texts()));
        typed[TableAnswer.FieldOf(question, 1, "yen")] = "高い";
        Assert.Contains("2行目", new Texts()[Read().Unreadable.Single()], StringComparison.Ordinal);
        Assert.Equal(("answers[optionPrices].rows[1].yen", "not-a-number"), Read().Unreadable.Select(r => (r.Field, r.Code)).Single());
        typed.Remove(TableAnswer.FieldOf(question, 1, "yen"));
        Assert.Equal("answer-required", Read().Unreadable.Single().Code);
        Assert.Equal("unknown-column", AnswerRules.Check(question, JsonNode.Parse("""[{"name":"a","unit":"b","yen":1,"x":2}]"""), SeedSet.Leaves).Single().Code);
        Assert.Equal("too-many", AnswerRules.Check(question, new JsonArray([.. Enumerable.Range(0, 16).Select(_ => JsonNode.Parse("""{"name":"a","unit":"b","yen":1}"""))]), SeedSet.Leaves).Single().Code);
    }

    [Fact]
    public void Answers_go_over_where_they_are_still_right()
    {
        var first = SeedSet.SoftwareAnswers();
        foreach (var id in first.Select(a => a.Key).Where(id => SeedSet.First.Find(id) is null).ToList())
            first.Remove(id);
        Assert.Empty(SeedSet.First.Validate(EntryKind.Software, first, SeedSet.Leaves));
        var whole = CarriedAnswers.Over(EntryKind.Software, first, SeedSet.Set, SeedSet.Leaves);
        Assert.All(whole.Fates, f => Assert.Equal(Carried.Whole, f.Value));
        Assert.True(JsonNode.DeepEquals(first, whole.Answers));

        first["nameKana"] = "漢字";
        first["browsers"] = new JsonArray("edge", "safari");
        var next = Apply(SeedSet.Set, new SaveQuestion("browsers", SeedSet.Question("browsers") with { Options = [.. SeedSet.Question("browsers").Options!.Where(o => o.Value != "safari")] }));
        next = Apply(next, new RemoveQuestion("mobile"));
        var carried = CarriedAnswers.Over(EntryKind.Software, first, next, SeedSet.Leaves);
        Assert.Equal((Carried.NoLongerRight, Carried.Partly, Carried.NotAsked), (carried.Fates["nameKana"], carried.Fates["browsers"], carried.Fates["mobile"]));
        Assert.Equal("""["edge"]""", carried.Answers["browsers"]!.ToJsonString());
        Assert.False(carried.Answers.ContainsKey("nameKana") || carried.Answers.ContainsKey("mobile"));

        var differences = SetDifferences.Of(SeedSet.Set, next, new Texts());
        Assert.Equal([(QuestionFate.Changed, "browsers"), (QuestionFate.Removed, "mobile")], differences.Select(d => (d.Fate, d.Question.Id)));
        Assert.Equal("選択肢", Assert.Single(differences[0].Parts).Label);
    }

    [Fact]
    public void A_leaf_counts_for_its_group_and_an_option_that_is_gone_for_nothing()
    {
        var offer = Offer(SeedSet.SoftwareAnswers(), new JsonObject { ["regions"] = new JsonArray("kanto") });
        offer.SoftwareAnswers["functions"] = new JsonArray("jpki", "mfa", "card", "was-once");
        var values = CatalogueFilters.ValuesOf(offer, SeedSet.Set);
        Assert.Equal(["functions=card", "functions=identity", "functions=jpki", "functions=mfa", "functions=payment"], values.Where(v => v.StartsWith("functions", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var filter = CatalogueFilters.Of(SeedSet.Set).Single(f => f.Id == "functions");
        Assert.Equal((null, "identity"), (filter.Values.Single(v => v.Value == "identity").Group, filter.Values.Single(v => v.Value == "jpki").Group));
        Assert.Contains("公的個人認証", SearchWords.Of(offer, SeedSet.Set, new Dictionary<string, CategoryView>()), StringComparison.Ordinal);
    }

    /// <summary>An older database that is seeded again keeps its set; samples are taken in as far as that asks.</summary>
    [Fact]
    public void Samples_fit_the_newest_set_and_the_first()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(SeedSet.FolderPath, "offers.json")))!;
        foreach (var set in new[] { SeedSet.First, SeedSet.Set })
        {
            foreach (var (kind, rows) in new[] { (EntryKind.Software, file["software"]!), (EntryKind.Offer, file["offers"]!) })
            {
                foreach (var row in rows.AsArray())
                {
                    var asked = new JsonObject(row!["answers"]!.AsObject().Where(a => set.Find(a.Key) is not null).Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone())));
                    Assert.True(set.Validate(kind, asked, SeedSet.Leaves) is { Count: 0 }, $"{row["key"]} in {set.Version}");
                }
            }
        }

        var kinds = file["software"]!.AsArray().GroupBy(s => s!["answers"]!["offeringKind"]!.GetValue<string>()).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Assert.All(SeedSet.Question("offeringKind").Options!, o => Assert.True(kinds.GetValueOrDefault(o.Value) >= 2, o.Value));
    }

    [Fact]
    public void A_newer_program_brings_a_newer_set_along()
    {
        Assert.Equal(SeedSet.Set.Write(), ShippedSet.NewerThan(SeedSet.First.Version)!.Write());
        Assert.Null(ShippedSet.NewerThan(SeedSet.Set.Version));
        Assert.Empty(new QuestionSetRules([SeedSet.First]).Check(SeedSet.Set));
    }

    [Fact]
    public void A_price_by_bodies_is_that_of_the_band_they_reach_together()
    {
        var plan = PricePlanAnswer.Read(JsonNode.Parse("""{"initialYen":100,"basis":"bodies","tiers":[{"from":0,"monthlyYen":900},{"from":5,"monthlyYen":700}],"minimumTermMonths":12,"trialDays":0}"""))!;
        Assert.Equal((900, 900, 700, 700), (plan.MonthlyFor(10, 10).Yen, plan.MonthlyFor(10, 10, 4).Yen, plan.MonthlyFor(10, 10, 5).Yen, plan.MonthlyFor(10, 10, 40).Yen));
        Assert.Equal(100 + 12 * 700, plan.TotalFor(1, 1, 12, bodies: 5).Yen);
    }

    private static System.Text.Json.JsonSerializerOptions Options { get; } = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase) },
    };

    private static QuestionSet Apply(QuestionSet set, DraftChange change) => change.Apply(set, Rules).Value;

    private static OfferSnapshot Offer(JsonObject software, JsonObject offer) => new(Guid.Empty, "abc", 1, "名", "案", "概要", Guid.Empty, Guid.Empty, "作", Guid.Empty, "売", ["0101"],
        new PricePlan(new Money(1), PriceBasis.Flat, [new PriceTier(0, new Money(2))], 12, 0), 1, software, offer, DateTimeOffset.UnixEpoch, "");
}
