using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>The price plan's form: rows of bands that grow by a button, without script. Empty rows are passed over.</summary>
internal static class PricePlanForm
{
    /// <summary>Rows shown at first, and added at a time.</summary>
    public const int Rows = 5;

    public static string Part(Question question, string part) => $"{question.Field}.{part}";

    public static string From(Question question, int row) => Part(question, string.Create(CultureInfo.InvariantCulture, $"tiers[{row}].from"));

    public static string Monthly(Question question, int row) => Part(question, string.Create(CultureInfo.InvariantCulture, $"tiers[{row}].monthlyYen"));

    /// <summary>The answer; null when nothing was typed. What is wrong goes to <paramref name="wrong"/>, at the row it was typed in.</summary>
    public static JsonNode? Read(Question question, Func<string, IReadOnlyList<string>> typed, List<Refusal> wrong)
    {
        string One(string field) => typed(field) is { Count: > 0 } values ? AnswerForm.Clean(values[0]) : "";

        var rows = Enumerable.Range(0, PricePlanAnswer.MostTiers + Rows).Where(i => One(From(question, i)).Length > 0 || One(Monthly(question, i)).Length > 0).ToList();
        string[] parts = ["initialYen", "basis", "minimumTermMonths", "trialDays"];
        if (rows.Count == 0 && parts.All(p => One(Part(question, p)).Length == 0))
            return null;

        var before = wrong.Count;
        JsonNode? Whole(string field, string part, string label)
        {
            var text = One(field);
            // A band without a lower bound in the first row, or a plan without trial, means nought.
            if (text.Length == 0 && part is "tiers[0].from" or "trialDays")
                return 0;
            if (AnswerForm.TryNumber(text, out var number) && number == decimal.Truncate(number) && Math.Abs(number) < 1_000_000_000_000m)
                return (long)number;
            wrong.Add(PricePlanAnswer.At(question, part, "not-a-number", text.Length == 0 ? "{1}を入力してください。" : "{1}は数字で入力してください。", new Words(label)));
            return null;
        }

        var basis = One(Part(question, "basis"));
        if (!Enum.TryParse<PriceBasis>(basis, ignoreCase: true, out _))
            wrong.Add(PricePlanAnswer.At(question, "basis", "answer-required", "料金の決まり方を選択してください。"));
        var plan = new JsonObject
        {
            ["initialYen"] = Whole(Part(question, "initialYen"), "initialYen", "初期費用"),
            ["basis"] = basis,
            ["tiers"] = new JsonArray([.. rows.Select(i => (JsonNode)new JsonObject
            {
                ["from"] = Whole(From(question, i), string.Create(CultureInfo.InvariantCulture, $"tiers[{i}].from"), "料金の段階の下限"),
                ["monthlyYen"] = Whole(Monthly(question, i), string.Create(CultureInfo.InvariantCulture, $"tiers[{i}].monthlyYen"), "月額"),
            })]),
            ["minimumTermMonths"] = Whole(Part(question, "minimumTermMonths"), "minimumTermMonths", "最低契約期間"),
            ["trialDays"] = Whole(Part(question, "trialDays"), "trialDays", "無料試用の日数"),
        };
        if (wrong.Count > before)
            return null;
        wrong.AddRange(PricePlanAnswer.Check(question, plan).Select(r => r with { Field = AtTypedRow(r.Field!, rows) }));
        return wrong.Count > before ? null : plan;
    }

    private static string AtTypedRow(string field, List<int> rows)
    {
        var start = field.IndexOf("tiers[", StringComparison.Ordinal);
        if (start < 0)
            return field;
        start += "tiers[".Length;
        var end = field.IndexOf(']', start);
        var index = int.Parse(field.AsSpan(start, end - start), CultureInfo.InvariantCulture);
        var row = index < rows.Count ? rows[index] : index;
        return string.Create(CultureInfo.InvariantCulture, $"{field.AsSpan(0, start)}{row}{field.AsSpan(end)}");
    }
}

/// <summary>One of the product's own words as a value of a message, translated when the message is.</summary>
internal sealed record Words(string Japanese)
{
    private static readonly Texts T = new();

    public override string ToString() => T[Japanese];
}
