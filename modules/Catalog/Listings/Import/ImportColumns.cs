using System.Globalization;
using System.Text;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>A column of the import file.</summary>
/// <param name="Field">The form's field that its cells fill; messages about that field name this column.</param>
/// <param name="Fill">Puts a cell, which is not empty, into the fields as they would be posted; answers a refusal if it cannot be read.</param>
internal sealed record ImportColumn(string Head, string Field, bool Required, string Help, IReadOnlyList<string> Choices, Func<string, Dictionary<string, List<string>>, Refusal?> Fill);

/// <summary>The import file's columns: the question set's, in its order, in the words of its options. What is read goes the way of the typed form (<see cref="AnswerForm"/>), so the same
/// rules and messages hold.</summary>
internal static class ImportColumns
{
    public const string SoftwareField = "software", Yes = "はい", No = "いいえ";

    private static readonly string[] YesWords = [Yes, "有", "あり", "○", "〇", "yes", "true", "1"], NoWords = [No, "無", "なし", "×", "no", "false", "0"];
    private static readonly char[] Between = ['\n', ';', '；'], Commas = ['、', ',', '，'], CellEnds = ['｜', '|', '\t'];

    public static IReadOnlyList<ImportColumn> Of(EntryKind kind, QuestionSet set, CategoryTree categories)
    {
        IEnumerable<ImportColumn> software = kind == EntryKind.Software ? [] :
        [
            new("販売するソフトウェア", SoftwareField, true, "掲載の番号（アドレスの最後の12文字）か、ソフトウェアの名称を書きます。自社の下書きと、公開中のものを選べます。", [], Plain(SoftwareField)),
        ];
        return [.. software, .. set.For(kind).SelectMany(s => s.Questions).SelectMany(q => Of(q, categories))];
    }

    /// <summary>Heads are compared as clerks retype them.</summary>
    public static string Key(string head) => string.Concat(head.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '＊')));

    private static IEnumerable<ImportColumn> Of(Question question, CategoryTree categories) => question.Kind switch
    {
        QuestionKind.Upload => [],
        QuestionKind.PricePlan => Plan(question),
        _ => [new ImportColumn(question.Ja, question.Field, question.Required, Help(question), Choices(question), Filler(question, categories))],
    };

    private static Func<string, Dictionary<string, List<string>>, Refusal?> Filler(Question question, CategoryTree categories) => question.Kind switch
    {
        QuestionKind.YesNo => (cell, typed) => YesNo(question, cell, typed),
        QuestionKind.Radios => (cell, typed) => Put(typed, question.Field, Value(question, cell)),
        QuestionKind.Checkboxes or QuestionKind.Tree => (cell, typed) => Put(typed, question.Field, [.. Parts(cell, p => Option(question, p) is not null).Select(p => Value(question, p))]),
        QuestionKind.Table => (cell, typed) => Table(question, cell, typed),
        QuestionKind.Category => (cell, typed) => Categories(question, cell, typed, categories),
        QuestionKind.Date => (cell, typed) => Put(typed, question.Field, Day(cell)),
        _ => Plain(question.Field),
    };

    private static Func<string, Dictionary<string, List<string>>, Refusal?> Plain(string field) => (cell, typed) => Put(typed, field, cell);

    private static Refusal? Put(Dictionary<string, List<string>> typed, string field, params string[] values)
    {
        typed[field] = [.. values];
        return null;
    }

    private static Refusal? YesNo(Question question, string cell, Dictionary<string, List<string>> typed)
    {
        var word = Key(cell).ToLowerInvariant();
        if (YesWords.Contains(word, StringComparer.Ordinal) || NoWords.Contains(word, StringComparer.Ordinal))
            return Put(typed, question.Field, YesWords.Contains(word, StringComparer.Ordinal) ? "true" : "false");
        return AnswerRules.Wrong(question, "unknown-option", "「{0}」は「はい」か「いいえ」で書いてください。");
    }

    private static Refusal? Categories(Question question, string cell, Dictionary<string, List<string>> typed, CategoryTree categories)
    {
        string? Code(string word) => categories.All.FirstOrDefault(c => c.Parent is not null && (c.Code == Key(word) || Key(c.Ja) == Key(word.Split('＞', '>')[^1])))?.Code;
        var codes = Parts(cell, p => Code(p) is not null).Select(p => Code(p) ?? p).ToArray();
        if (codes.Length > AnswerForm.CategoryFields)
            return AnswerRules.Wrong(question, "too-many", "「{0}」は{1}個以内で選んでください。", AnswerForm.CategoryFields);
        for (var i = 0; i < codes.Length; i++)
            Put(typed, AnswerForm.CategoryField(question, i + 1), codes[i]);
        return null;
    }

    /// <summary>Excel hands a date over as days since 1899-12-30.</summary>
    private static string Day(string cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 20_000 and < 80_000
        ? DateTime.FromOADate(serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : cell;

    private static IEnumerable<ImportColumn> Plan(Question question)
    {
        string Part(string part) => PricePlanForm.Part(question, part);
        yield return new("初期費用（円・税抜）", Part("initialYen"), question.Required, "無料の場合は0。", [], Plain(Part("initialYen")));
        string[] bases = ["利用者数", "人口規模", "定額", "団体数"];
        yield return new("料金の決まり方", Part("basis"), question.Required, "利用者数は1人あたりの月額、人口規模と定額は団体あたりの月額、団体数は共同利用する団体数で決まる1団体あたりの月額です。", bases, (cell, typed) =>
            Put(typed, Part("basis"), Array.FindIndex(bases, b => Key(cell).StartsWith(b, StringComparison.Ordinal)) switch { 0 => "users", 1 => "population", 2 => "flat", 3 => "bodies", _ => cell }));
        yield return new("月額の段階（円・税抜）", Part("tiers"), question.Required, "1行に1段階、「下限：月額」と書きます。例：0：50000（改行）10000：80000。1段階だけなら月額だけでもかまいません。", [], (cell, typed) => Tiers(question, cell, typed));
        yield return new("最低契約期間（月）", Part("minimumTermMonths"), question.Required, "1から60まで。", [], Plain(Part("minimumTermMonths")));
        yield return new("無料試用の日数", Part("trialDays"), false, "ない場合は0か空欄。", [], Plain(Part("trialDays")));
    }

    private static Refusal? Tiers(Question question, string cell, Dictionary<string, List<string>> typed)
    {
        var lines = cell.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > PricePlanAnswer.MostTiers)
            return PricePlanAnswer.At(question, "tiers", "too-many", "料金の段階は{1}行以内で入力してください。", PricePlanAnswer.MostTiers);
        for (var i = 0; i < lines.Length; i++)
        {
            var sides = lines[i].Split([':', '：', '='], 2, StringSplitOptions.TrimEntries);
            Put(typed, PricePlanForm.From(question, i), sides.Length == 2 ? sides[0] : "0");
            Put(typed, PricePlanForm.Monthly(question, i), sides[^1].Trim('¥', '￥', '円', ' '));
        }

        return null;
    }

    /// <summary>Several values in a cell: by line or semicolon; by comma only where the whole is not one value that has a comma in it.</summary>
    private static string[] Parts(string cell, Func<string, bool> known) => [.. cell.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(p => known(p) ? [p] : p.Split(Commas, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    /// <summary>By value or name; a leaf of a tree also with its group before it ("認証：公的個人認証").</summary>
    private static QuestionOption? Option(Question question, string word)
    {
        QuestionOption? Named(string name) => question.Choices.FirstOrDefault(o => o.Value == name || Key(o.Ja) == Key(name) || string.Equals(Key(o.En), Key(name), StringComparison.OrdinalIgnoreCase));
        return Named(word) ?? (question.Kind == QuestionKind.Tree ? Named(word.Split('：', ':')[^1]) : null);
    }

    /// <summary>A row a line, its cells in the columns' order, parted by ｜.</summary>
    private static Refusal? Table(Question question, string cell, Dictionary<string, List<string>> typed)
    {
        var rows = cell.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = question.Columns ?? [];
        for (var i = 0; i < rows.Length; i++)
        {
            var cells = rows[i].Split(CellEnds, StringSplitOptions.TrimEntries);
            if (i >= TableAnswer.MostOf(question))
                return AnswerRules.Wrong(question, "too-many", "「{0}」は{1}行以内で入力してください。", TableAnswer.MostOf(question));
            if (cells.Length > columns.Count)
                return AnswerRules.Wrong(question, "too-many-cells", "「{0}」の{1}行目：列は{2}個です。「｜」で区切って書いてください。", i + 1, columns.Count);
            for (var c = 0; c < cells.Length; c++)
                Put(typed, TableAnswer.FieldOf(question, i, columns[c].Id), cells[c]);
        }

        return null;
    }

    private static string Value(Question question, string word) => Option(question, word)?.Value ?? word;

    private static IReadOnlyList<string> Choices(Question question) => question.Kind switch
    {
        QuestionKind.YesNo => [Yes, No],
        QuestionKind.Radios or QuestionKind.Checkboxes or QuestionKind.Tree => [.. question.Choices.Select(o => o.Ja)],
        _ => [],
    };

    private static string Help(Question question) => string.Join(' ', new[]
    {
        question.HelpJa,
        question.Kind switch
        {
            QuestionKind.Table => $"1行に1件、「{string.Join('｜', (question.Columns ?? []).Select(c => c.Ja))}」の順に「｜」で区切って書きます。",
            QuestionKind.Checkboxes or QuestionKind.Tree => "複数のときは、セルの中で改行するか「、」で区切ります。", QuestionKind.List => "セルの中で改行して、1行に1つ書きます。",
            QuestionKind.Category => "分類の名前か4桁の番号を、主なものから3つまで、改行か「、」で区切って書きます。", QuestionKind.Date => "例：2027-04-01", QuestionKind.Number when question.Unit is { } unit => $"単位：{unit}", _ => null,
        },
        question.MaxLength is { } most ? $"{most}文字以内。" : null, question.Format is TextFormat.Kana ? "かなで書きます。" : null, Condition(question),
    }.OfType<string>());

    private static string? Condition(Question question) => question.RequiredIf is null ? null : "ほかの回答によっては必須です。";
}
