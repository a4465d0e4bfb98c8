using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>The price plan as an answer:
/// <c>{"initialYen":100000,"basis":"users","tiers":[{"from":0,"monthlyYen":500}],"minimumTermMonths":12,"trialDays":30}</c>; whole yen without tax.</summary>
internal static class PricePlanAnswer
{
    /// <summary>Most bands a plan may have.</summary>
    public const int MostTiers = 20;

    /// <summary>No price above 10 billion yen: far over any real one, and safe to multiply.</summary>
    public const long MostYen = 10_000_000_000;

    public static JsonObject Write(PricePlan plan) => new()
    {
        ["initialYen"] = plan.Initial.Yen,
        ["basis"] = JsonNamingPolicy.CamelCase.ConvertName(plan.Basis.ToString()),
        ["tiers"] = new JsonArray([.. plan.Tiers.Select(t => (JsonNode)new JsonObject { ["from"] = t.From, ["monthlyYen"] = t.Monthly.Yen })]),
        ["minimumTermMonths"] = plan.MinimumTermMonths,
        ["trialDays"] = plan.TrialDays,
    };

    /// <summary>The plan, or null when the answer is not one.</summary>
    public static PricePlan? Read(JsonNode? answer)
    {
        if (answer is not JsonObject plan || plan["tiers"] is not JsonArray tiers || Whole(plan["initialYen"]) is not { } initial
            || !Enum.TryParse<PriceBasis>(AnswerRules.AsText(plan["basis"]), ignoreCase: true, out var basis)
            || Whole(plan["minimumTermMonths"]) is not { } term || Whole(plan["trialDays"]) is not { } trial)
            return null;
        var bands = tiers.OfType<JsonObject>().Select(t => (From: Whole(t["from"]), Monthly: Whole(t["monthlyYen"]))).ToList();
        if (bands.Count != tiers.Count || bands.Any(t => t.From is null or < 0 or > int.MaxValue || t.Monthly is null) || term is < 0 or > 10_000 || trial is < 0 or > 10_000)
            return null;
        return new PricePlan(new Money(initial), basis, [.. bands.Select(t => new PriceTier((int)t.From!.Value, new Money(t.Monthly!.Value)))], (int)term, (int)trial);
    }

    /// <summary>Refusals name the part of the plan, e.g. "answers[pricePlan].tiers[1].from".</summary>
    public static IReadOnlyList<Refusal> Check(Question question, JsonNode answer)
    {
        if (Read(answer) is not { } plan)
            return [At(question, "initialYen", "unreadable-answer", "「{0}」の内容を読み取れません。もう一度入力してください。")];
        var wrong = new List<Refusal>();
        if (plan.Initial.Yen is < 0 or > MostYen)
            wrong.Add(At(question, "initialYen", "out-of-range", "初期費用は0円から100億円までの金額で入力してください。無料の場合は0と入力します。"));
        if (plan.Tiers.Count == 0)
            wrong.Add(At(question, "tiers[0].monthlyYen", "answer-required", "月額を1行以上入力してください。"));
        if (plan.Tiers.Count > MostTiers)
            wrong.Add(At(question, "tiers[0].from", "too-many", "料金の段階は{1}行以内で入力してください。", MostTiers));
        for (var i = 0; i < plan.Tiers.Count; i++)
            wrong.AddRange(CheckTier(question, plan, i));
        if (plan.MinimumTermMonths is < 1 or > 60)
            wrong.Add(At(question, "minimumTermMonths", "out-of-range", "最低契約期間は1か月から60か月までで入力してください。"));
        if (plan.TrialDays is < 0 or > 365)
            wrong.Add(At(question, "trialDays", "out-of-range", "無料試用の日数は0日から365日までで入力してください。試用がない場合は0と入力します。"));
        return wrong;
    }

    public static Refusal At(Question question, string part, string code, string text, params object[] args) =>
        Refusal.Invalid($"{question.Field}.{part}", code, text, [new QuestionLabel(question), .. args]);

    private static IEnumerable<Refusal> CheckTier(Question question, PricePlan plan, int i)
    {
        var tier = plan.Tiers[i];
        if (i == 0 && tier.From != 0)
            yield return At(question, "tiers[0].from", "first-tier", "料金の1行目は0から始めてください。どの規模の団体にも月額が決まるようにするためです。");
        if (i > 0 && tier.From <= plan.Tiers[i - 1].From)
            yield return At(question, $"tiers[{i}].from", "tiers-ascending", "料金の{1}行目の下限は、1つ前の行より大きい数字にしてください。", i + 1);
        if (i > 0 && plan.Basis == PriceBasis.Flat)
            yield return At(question, $"tiers[{i}].from", "flat-one-tier", "定額の場合、料金は1行だけにしてください。");
        if (tier.Monthly.Yen is < 0 or > MostYen)
            yield return At(question, $"tiers[{i}].monthlyYen", "out-of-range", "料金の{1}行目の月額は0円から100億円までの金額で入力してください。", i + 1);
    }

    private static long? Whole(JsonNode? node) => AnswerRules.AsNumber(node) is { } number && number == decimal.Truncate(number) && Math.Abs(number) < 1_000_000_000_000m ? (long)number : null;
}
