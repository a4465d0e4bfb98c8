using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>An answer in words, for check pages, reviews and their differences. Long texts stay as typed.</summary>
internal static class AnswerText
{
    /// <param name="categories">All categories, to name the codes.</param>
    /// <param name="answered">The question as the listing's own version asked it: names options that are no longer offered.</param>
    public static string Of(Question question, JsonNode? answer, IReadOnlyDictionary<string, CategoryView> categories, Texts t, Question? answered = null)
    {
        if (answer is null)
            return "";
        return question.Kind switch
        {
            QuestionKind.YesNo => answer.GetValueKind() == JsonValueKind.True ? t["はい"] : t["いいえ"],
            QuestionKind.Radios => Option(question, AnswerRules.AsText(answer) ?? "", t, answered),
            QuestionKind.Checkboxes => string.Join(t["、"], (AnswerRules.AsTexts(answer) ?? []).Select(v => Option(question, v, t, answered))),
            QuestionKind.Tree => string.Join(t["、"], (AnswerRules.AsTexts(answer) ?? []).Select(v => Leaf(question, v, t, answered))),
            QuestionKind.Table => TableAnswer.Words(question, answer, t),
            QuestionKind.Number => Number(answer) + (question.Unit is null ? "" : t.Pick(question.Unit, question.UnitEn is null ? null : " " + question.UnitEn)),
            QuestionKind.Upload => DocumentAnswer.Words(answer, t),
            QuestionKind.List => string.Join('\n', AnswerRules.AsTexts(answer) ?? []),
            QuestionKind.Category => string.Join('\n', (AnswerRules.AsTexts(answer) ?? []).Select(c => Category(c, categories, t))),
            QuestionKind.PricePlan => PricePlanAnswer.Read(answer) is { } plan ? Plan(plan, t) : answer.ToJsonString(),
            _ => AnswerRules.AsText(answer) ?? answer.ToJsonString(),
        };
    }

    /// <summary>A category with its group: "文書・総務 ＞ 文書管理・電子決裁".</summary>
    public static string Category(string code, IReadOnlyDictionary<string, CategoryView> categories, Texts t)
    {
        if (!categories.TryGetValue(code, out var leaf))
            return code;
        var name = t.Pick(leaf.Ja, leaf.En);
        return leaf.Parent is { } parent && categories.TryGetValue(parent, out var group) ? $"{t.Pick(group.Ja, group.En)} ＞ {name}" : name;
    }

    public static string Basis(PriceBasis basis, Texts t) => basis switch
    {
        PriceBasis.Users => t["利用者数（1人あたりの月額）"],
        PriceBasis.Population => t["人口規模（団体あたりの月額）"],
        PriceBasis.Flat => t["定額（団体あたりの月額）"],
        PriceBasis.Bodies => t["共同利用する団体数（1団体あたりの月額）"],
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "Unknown price basis."),
    };

    public static string Tier(PricePlan plan, PriceTier tier, Texts t) => plan.Basis switch
    {
        PriceBasis.Users => t["{0}人以上：1人あたり月額{1}", Count(tier.From), tier.Monthly],
        PriceBasis.Population => t["人口{0}人以上：月額{1}", Count(tier.From), tier.Monthly],
        PriceBasis.Bodies => t["{0}団体以上：1団体あたり月額{1}", Count(tier.From), tier.Monthly],
        _ => t["月額{0}", tier.Monthly],
    };

    private static string Plan(PricePlan plan, Texts t) => string.Join('\n',
        [
            t["初期費用 {0}（税抜）", plan.Initial], Basis(plan.Basis, t), .. plan.Tiers.Select(tier => Tier(plan, tier, t)),
            t["最低契約期間 {0}か月", plan.MinimumTermMonths], plan.TrialDays == 0 ? t["無料試用 なし"] : t["無料試用 {0}日", plan.TrialDays],
        ]);

    private static string Option(Question question, string value, Texts t, Question? answered = null) =>
        (question.Option(value) ?? answered?.Option(value)) is { } option ? t.Pick(option.Ja, option.En) : value;

    /// <summary>"認証：公的個人認証".</summary>
    private static string Leaf(Question question, string value, Texts t, Question? answered) =>
        (question.GroupOf(value) ?? answered?.GroupOf(value)) is { } group ? t["{0}：{1}", t.Pick(group.Ja, group.En), Option(question, value, t, answered)] : Option(question, value, t, answered);

    internal static string Number(JsonNode answer) =>
        AnswerRules.AsNumber(answer) is { } number ? number.ToString("#,0.##########", CultureInfo.InvariantCulture) : answer.ToJsonString();

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
