using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>An answer in words, for check pages, reviews and their differences. Long texts stay as typed.</summary>
internal static class AnswerText
{
    /// <param name="categories">All categories, to name the codes.</param>
    public static string Of(Question question, JsonNode? answer, IReadOnlyDictionary<string, CategoryView> categories, Texts t)
    {
        if (answer is null)
            return "";
        return question.Kind switch
        {
            QuestionKind.YesNo => answer.GetValueKind() == JsonValueKind.True ? t["はい"] : t["いいえ"],
            QuestionKind.Radios => Option(question, AnswerRules.AsText(answer) ?? "", t),
            QuestionKind.Checkboxes => string.Join(t["、"], (AnswerRules.AsTexts(answer) ?? []).Select(v => Option(question, v, t))),
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
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "Unknown price basis."),
    };

    public static string Tier(PricePlan plan, PriceTier tier, Texts t) => plan.Basis switch
    {
        PriceBasis.Users => t["{0}人以上：1人あたり月額{1}", Count(tier.From), tier.Monthly],
        PriceBasis.Population => t["人口{0}人以上：月額{1}", Count(tier.From), tier.Monthly],
        _ => t["月額{0}", tier.Monthly],
    };

    private static string Plan(PricePlan plan, Texts t) => string.Join('\n',
        [
            t["初期費用 {0}（税抜）", plan.Initial], Basis(plan.Basis, t), .. plan.Tiers.Select(tier => Tier(plan, tier, t)),
            t["最低契約期間 {0}か月", plan.MinimumTermMonths], plan.TrialDays == 0 ? t["無料試用 なし"] : t["無料試用 {0}日", plan.TrialDays],
        ]);

    private static string Option(Question question, string value, Texts t) => question.Option(value) is { } option ? t.Pick(option.Ja, option.En) : value;

    private static string Number(JsonNode answer) =>
        AnswerRules.AsNumber(answer) is { } number ? number.ToString("#,0.##########", CultureInfo.InvariantCulture) : answer.ToJsonString();

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
