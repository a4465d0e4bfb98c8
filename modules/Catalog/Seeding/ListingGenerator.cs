using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>A generated software with its offers; vendors are places in the list given to the generator.</summary>
internal sealed record GeneratedSoftware(int Number, int Maker, JsonObject Answers, DateTimeOffset PublishedAt, IReadOnlyList<GeneratedOffer> Offers);

internal sealed record GeneratedOffer(int Number, int Seller, JsonObject Answers, DateTimeOffset PublishedAt);

/// <summary>Makes plausible listings for scale tests. The same seed gives the same listings, and a longer run begins with those of a shorter one.</summary>
/// <param name="leaves">Leaf codes in code order; listings go round them.</param>
/// <param name="vendors">How many vendors there are to choose from; at least 1.</param>
internal sealed class ListingGenerator(QuestionSet set, Phrases phrases, IReadOnlyList<string> leaves, int vendors, int seed)
{
    private static readonly DateTimeOffset Latest = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Styles = ["", "クラウド", "プラス", "ライト", "ネクスト", "アシスト", "ポータル", "スマート", "ベース", "リンク", "プロ", "ナビ"];
    private static readonly string[] Plans = ["標準プラン", "ライトプラン", "小規模団体向けプラン", "共同利用プラン", "LGWANプラン", "サポート充実プラン", "年払いプラン", "都市向けプラン"];
    private const string KindOfOffering = "offeringKind";
    private static readonly PricePlan Free = new(Money.Zero, PriceBasis.Flat, [new PriceTier(0, Money.Zero)], 1, 0);
    private static readonly int[] BodyBands = [0, 3, 5, 10, 20, 30];
    private static readonly int[] PopulationBands = [0, 10_000, 30_000, 50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000];
    private static readonly string[] Bodies = ["見本県", "架空市", "見本町・架空町共同調達協議会", "例題広域連合"];
    private static readonly object[][] Centres = [["東京都", "主センター"], ["大阪府", "切替先", 400], ["北海道", "バックアップ", 830], ["福岡県", "バックアップ", 880]];
    private static readonly object[][] OptionPrices = [["データ移行", "1回", 300_000], ["操作研修", "1回", 50_000], ["保存容量の追加 100GB", "月額", 8_000], ["検証環境", "月額", 15_000]];
    private static readonly object[][] JointTiers = [[2, 3], [5, 7], [10, 12], [20, 18]];
    private static readonly int[] UserBands = [0, 50, 100, 300, 500, 1_000, 3_000];

    /// <summary>Software after software until that many offers are made.</summary>
    public IEnumerable<GeneratedSoftware> Generate(int offers)
    {
        for (var (number, made) = (0, 0); made < offers; number++)
        {
            // About every fourth software has further sellers.
            var sellers = Math.Min(offers - made, 1 + (number % 4 == 3 ? 1 : 0) + (number % 11 == 10 ? 1 : 0));
            yield return Software(number, made, sellers);
            made += sellers;
        }
    }

    private GeneratedSoftware Software(int number, int firstOffer, int sellers)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number));
        var leaf = leaves[number % leaves.Count];
        var maker = random.Next(vendors);
        var name = NameOf(number, leaf);
        var features = Some(random, phrases.Features[leaf], 3, 8);
        var answers = new JsonObject
        {
            ["name"] = name,
            ["nameKana"] = $"{phrases.NameHeads[HeadOf(number)]}さーびす",
            ["summary"] = Cut(phrases.Summaries[leaf][random.Next(phrases.Summaries[leaf].Count)].Replace("{name}", name, StringComparison.Ordinal), 80),
            ["description"] = Description(random, leaf, name, features),
            ["categories"] = Strings(random.Next(5) == 0 ? [leaf, leaves[(number + 1 + random.Next(leaves.Count - 1)) % leaves.Count]] : [leaf]),
            ["features"] = Strings(features),
        };
        if (set.Find(KindOfOffering) is { } kind)
            answers[kind.Id] = Kind(kind, leaf, random);
        foreach (var question in set.For(EntryKind.Software).SelectMany(s => s.Questions).Where(q => !answers.ContainsKey(q.Id)))
            Put(answers, question, random, number);
        var free = AnswerRules.AsText(answers[KindOfOffering]) is "open-source" or "document";
        var publishedAt = Latest.AddMinutes(-random.Next(540 * 24 * 60));
        return new GeneratedSoftware(number, maker, answers, publishedAt,
            [.. Enumerable.Range(0, sellers).Select(i => Offer(firstOffer + i, i == 0 && random.Next(3) > 0 ? maker : random.Next(vendors), i == 0 && free, random, publishedAt))]);
    }

    /// <summary>Among the online procedures many are components; public goods are few everywhere.</summary>
    private static string Kind(Question question, string leaf, Random random)
    {
        var draw = random.Next(100);
        var wanted = leaf.StartsWith("21", StringComparison.Ordinal) && draw < 60 ? (draw < 35 ? "component" : "api") : draw switch { < 88 => "saas", < 90 => "component", < 92 => "api", < 96 => "open-source", _ => "document" };
        return (question.Option(wanted) ?? question.Choices.First()).Value;
    }

    /// <param name="free">A public good as its maker hands it on; others sell support for it.</param>
    private GeneratedOffer Offer(int number, int seller, bool free, Random random, DateTimeOffset softwareAt)
    {
        var trial = free || random.Next(3) == 0 ? 0 : 30 * random.Next(1, 4);
        var answers = new JsonObject
        {
            ["offerName"] = Plans[random.Next(Plans.Length)],
            ["pricePlan"] = PricePlanAnswer.Write(free ? Free : Plan(random, trial)),
            ["trial"] = trial > 0,
        };
        foreach (var question in set.For(EntryKind.Offer).SelectMany(s => s.Questions).Where(q => !answers.ContainsKey(q.Id)))
            Put(answers, question, random, number);
        return new GeneratedOffer(number, seller, answers, softwareAt.AddMinutes(random.Next(1, 20_000)));
    }

    private int HeadOf(int number) => (number / leaves.Count * 7 + number * 31 + seed) % phrases.NameHeads.Count;

    private string NameOf(int number, string leaf)
    {
        var round = number / leaves.Count;
        var tails = phrases.NameTails[leaf];
        var style = Styles[round / (phrases.NameHeads.Count * tails.Count) % Styles.Length];
        return $"{phrases.NameHeads[HeadOf(number)]}{tails[round % tails.Count]}{style}";
    }

    private string Description(Random random, string leaf, string name, IReadOnlyList<string> features)
    {
        var text = new StringBuilder();
        text.Append(phrases.Summaries[leaf][0].Replace("{name}", name, StringComparison.Ordinal)).Append("\n\n");
        foreach (var part in Some(random, phrases.DescriptionParts, 3, 7))
            text.Append(part);
        text.Append("\n\n### できること\n");
        foreach (var feature in features)
            text.Append("\n- ").Append(feature);
        return text.ToString();
    }

    private static PricePlan Plan(Random random, int trial)
    {
        var basis = random.Next(10) == 0 ? PriceBasis.Bodies : (PriceBasis)random.Next(3);
        long price = basis == PriceBasis.Users ? random.Next(2, 21) * 100 : random.Next(8, 160) * 1_000;
        var bands = basis switch { PriceBasis.Users => UserBands, PriceBasis.Population => PopulationBands, PriceBasis.Bodies => BodyBands, _ => [0] };
        var tiers = bands.Take(basis == PriceBasis.Flat ? 1 : random.Next(3, bands.Length + 1)).Select((from, i) => new PriceTier(from, new Money(basis == PriceBasis.Users
            ? Math.Max(50, price * (20 - 2 * i) / 20 / 10 * 10)
            : basis == PriceBasis.Bodies ? price * (20 - 2 * i) / 20 / 500 * 500
            : (long)(price * Math.Pow(1.55, i)) / 500 * 500)));
        return new PricePlan(new Money(random.Next(0, 41) * 50_000L), basis, [.. tiers], 12 * random.Next(1, 4), trial);
    }

    /// <summary>A plausible answer to a question the generator does not know by name.</summary>
    private static void Put(JsonObject answers, Question question, Random random, int number)
    {
        // Nothing is drawn for files, so that the same seed number goes on making the same listings. What only some must answer, only they do.
        if (question.Kind == QuestionKind.Upload || (question.RequiredIf?.Holds(answers) == false) || (!question.Given(answers).Required && random.Next(3) == 0))
            return;
        JsonNode? answer = question.Kind switch
        {
            QuestionKind.YesNo => random.Next(3) > 0,
            // Earlier options are the commoner ones.
            QuestionKind.Radios => question.Options![Math.Min(random.Next(question.Options.Count), random.Next(question.Options.Count))].Value,
            QuestionKind.Checkboxes => Strings(Some(random, [.. question.Options!.Select(o => o.Value)], 1, question.Options!.Count)),
            QuestionKind.Tree => Strings(Some(random, [.. question.Choices.Select(o => o.Value)], 1, 4)),
            QuestionKind.Table => Table(question, random),
            QuestionKind.Number => Number(question, random),
            QuestionKind.Date => Latest.AddDays(-random.Next(900)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            QuestionKind.Url => string.Create(CultureInfo.InvariantCulture, $"https://sample-{number}.example.jp/{question.Id}"),
            QuestionKind.Email => string.Create(CultureInfo.InvariantCulture, $"madoguchi@sample-{number}.example.jp"),
            QuestionKind.LongText => Cut("詳しくは契約約款に定めます。費用が別にかかる作業は、始める前に見積りを示します。", question.MaxLength ?? int.MaxValue),
            QuestionKind.Text => Cut(question.Format is TextFormat.Kana ? "みほん" : question.Id == "madeBy" ? Bodies[random.Next(Bodies.Length)] : "見本の回答", question.MaxLength ?? int.MaxValue),
            QuestionKind.List => Strings(["見本の項目1", "見本の項目2", "見本の項目3"]),
            _ => null,
        };
        if (answer is not null)
            answers[question.Id] = answer;
    }

    /// <summary>Rows that fit the question's columns by their ids, or of plain words and small figures.</summary>
    private static JsonArray Table(Question question, Random random)
    {
        var rows = question.Id switch
        {
            "dataCentres" => Centres, "optionPrices" => OptionPrices, "jointTiers" => JointTiers,
            _ => [[.. question.Columns!.Select(c => c.Kind == TableColumnKind.Number ? (object)1 : "見本")]],
        };
        return new JsonArray([.. Some(random, rows, 1, Math.Min(3, rows.Length)).Select(row => (JsonNode)new JsonObject([.. question.Columns!.Take(row.Length)
            .Select((c, i) => KeyValuePair.Create(c.Id, row[i] is int number ? JsonValue.Create(number) : (JsonNode?)JsonValue.Create((string)row[i])))]))]);
    }

    private static JsonNode Number(Question question, Random random)
    {
        var (min, max) = (question.Min ?? 0, question.Max ?? 1_000);
        // Promised availability bunches near 100 %; other figures are mostly small.
        if (question.Unit == "%")
            return JsonValue.Create(new[] { 99m, 99.5m, 99.9m, 99.95m, 99.99m }[random.Next(5)]);
        return JsonValue.Create(Math.Round(min + (max - min) * (decimal)Math.Pow(random.NextDouble(), 3)));
    }

    private static List<T> Some<T>(Random random, IReadOnlyList<T> from, int least, int most)
    {
        var wanted = Math.Min(from.Count, random.Next(least, most + 1));
        var left = Enumerable.Range(0, from.Count).ToArray();
        random.Shuffle(left);
        return [.. left.Take(wanted).Order().Select(i => from[i])];
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
