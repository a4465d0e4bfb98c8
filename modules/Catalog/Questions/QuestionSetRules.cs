using System.Text.RegularExpressions;
using Marketplace.Catalog.Browse;
using Marketplace.Catalog.Search;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>Something that stands against opening a question set.</summary>
/// <param name="Section">Where; null for the set as a whole.</param>
/// <param name="Question">Null for the section itself.</param>
/// <param name="Refusal">Its field is that of the page where the section or question is edited.</param>
internal sealed record SetFault(string? Section, string? Question, Refusal Refusal);

/// <summary>Judges a whole question set, against the sets that were opened before it.</summary>
/// <param name="opened">Every set that listings may have answered: what they fixed stays fixed.</param>
internal sealed partial class QuestionSetRules(IReadOnlyCollection<QuestionSet> opened)
{
    public const int LongestName = 100, LongestHelp = 400, MostOptions = 60, MostColumns = 6;

    /// <summary>Questions that the program itself reads: names, prices, categories. They cannot be removed, nor change their kind or who answers them.</summary>
    private static readonly (string Id, QuestionKind Kind, EntryKind AppliesTo, bool Required)[] Core =
    [
        ("name", QuestionKind.Text, EntryKind.Software, true), ("nameKana", QuestionKind.Text, EntryKind.Software, false), ("summary", QuestionKind.Text, EntryKind.Software, true),
        ("description", QuestionKind.LongText, EntryKind.Software, false), ("categories", QuestionKind.Category, EntryKind.Software, true),
        ("offerName", QuestionKind.Text, EntryKind.Offer, true), ("pricePlan", QuestionKind.PricePlan, EntryKind.Offer, true),
    ];

    /// <summary>Parameters of search, comparison and the API beside the filters.</summary>
    private static readonly string[] ReservedQuestions =
    [
        SearchAddress.KeywordName, SearchAddress.CategoryName, SearchAddress.SecureName, SearchAddress.FromName, SearchAddress.ToName, SearchAddress.UsersName,
        SearchAddress.PopulationName, SearchAddress.SortName, SearchAddress.PageName, "ids", "months", "bodies", "diff", "after", "limit", "page", "handler", "new",
    ];

    /// <summary>Pages of a listing beside its sections.</summary>
    private static readonly string[] ReservedSections = ["check", "copy", "documents", "take-back", "withdraw", "questions", "new"];

    public static bool IsCore(string question) => Core.Any(c => c.Id == question);

    /// <summary>Whether a version that was open asked it: then its id, its kind and who answers it are fixed.</summary>
    public bool WasOpen(string question) => opened.Any(s => s.Find(question) is not null);

    public bool WasOpen(string question, string option) => opened.Any(s => s.Find(question) is { } q && (q.Options ?? []).Any(o => o.Value == option || o.Options?.Any(l => l.Value == option) == true));

    /// <summary>Everything that is wrong, in the set's order.</summary>
    public IReadOnlyList<SetFault> Check(QuestionSet set)
    {
        var faults = new List<SetFault>();
        foreach (var section in set.Sections)
        {
            faults.AddRange(Check(section, set).Select(r => new SetFault(section.Id, null, r)));
            foreach (var question in section.Questions)
                faults.AddRange(Check(question, section, set).Select(r => new SetFault(section.Id, question.Id, r)));
        }

        faults.AddRange(Core.Where(c => set.Find(c.Id) is null)
            .Select(c => new SetFault(null, null, Refusal.Conflict("core-question-missing", "質問「{0}」がありません。名前や料金の表示に必要なため、外せません。", c.Id))));
        return faults;
    }

    private static IEnumerable<Refusal> Check(QuestionSection section, QuestionSet set)
    {
        if (!SectionId().IsMatch(section.Id))
            yield return Refusal.Invalid("Input.Id", "bad-id", "識別名は、英小文字で始まる英小文字・数字・ハイフンの40文字以内で入力してください。");
        else if (ReservedSections.Contains(section.Id, StringComparer.Ordinal) || set.Sections.Count(s => s.Id == section.Id) > 1)
            yield return Refusal.Invalid("Input.Id", "duplicate-id", "識別名「{0}」はすでに使われています。別の名前にしてください。", section.Id);
        foreach (var wrong in Names(section.Ja, section.En))
            yield return wrong;
        if (section.Questions.Count == 0)
            yield return Refusal.Invalid("Input.Questions", "empty-section", "この区分には質問がありません。質問を追加するか、区分を外してください。");
    }

    private IEnumerable<Refusal> Check(Question q, QuestionSection section, QuestionSet set) =>
        [.. Identity(q, section, set), .. Names(q.Ja, q.En), .. Help(q), .. Limits(q), .. Condition(q, section, set), .. OptionFaults(q), .. ColumnFaults(q), .. Uses(q)];

    private IEnumerable<Refusal> Identity(Question q, QuestionSection section, QuestionSet set)
    {
        if (!QuestionId().IsMatch(q.Id))
            yield return Refusal.Invalid("Input.Id", "bad-id", "識別名は、英小文字で始まる英字と数字の2文字以上40文字以内で入力してください。");
        else if (ReservedQuestions.Contains(q.Id, StringComparer.Ordinal))
            yield return Refusal.Invalid("Input.Id", "duplicate-id", "識別名「{0}」はすでに使われています。別の名前にしてください。", q.Id);
        else if (set.Sections.Sum(s => s.Questions.Count(x => x.Id == q.Id)) > 1)
            yield return Refusal.Invalid("Input.Id", "duplicate-id", "識別名「{0}」はすでに使われています。別の名前にしてください。", q.Id);
        var former = opened.OrderByDescending(s => s.Version).SelectMany(s => s.Sections.Select(x => (Section: x, Question: x.Questions.FirstOrDefault(o => o.Id == q.Id)))).FirstOrDefault(f => f.Question is not null);
        if (former.Question is { } before && before.Kind != q.Kind)
            yield return Refusal.Invalid("Input.Kind", "kind-fixed", "公開したことのある質問の種類は変えられません。新しい識別名で質問を追加してください。");
        if (former.Section is { } at && at.AppliesTo != section.AppliesTo)
            yield return Refusal.Invalid("Input.Section", "side-fixed", "公開したことのある質問は、ソフトウェアとサービスの間で動かせません。");
        if (Core.FirstOrDefault(c => c.Id == q.Id) is { Id: not null } core)
        {
            if (core.Kind != q.Kind || core.AppliesTo != section.AppliesTo)
                yield return Refusal.Invalid("Input.Kind", "core-question", "この質問は名前や料金の表示に使うため、種類と答える人を変えられません。");
            if (core.Required && !q.Required)
                yield return Refusal.Invalid("Input.Required", "core-question-required", "この質問は名前や料金の表示に使うため、必須のままにしてください。");
        }
        else if (q.Kind is QuestionKind.Category or QuestionKind.PricePlan)
        {
            yield return Refusal.Invalid("Input.Kind", "kind-reserved", "業務分類と料金表の質問は、1つずつしか置けません。");
        }
    }

    private static IEnumerable<Refusal> Names(string ja, string en)
    {
        if (string.IsNullOrWhiteSpace(ja) || ja.Length > LongestName)
            yield return Refusal.Invalid("Input.Ja", "name-missing", "日本語の名前を{0}文字以内で入力してください。", LongestName);
        if (string.IsNullOrWhiteSpace(en) || en.Length > LongestName)
            yield return Refusal.Invalid("Input.En", "name-missing", "英語の名前を{0}文字以内で入力してください。", LongestName);
    }

    private static IEnumerable<Refusal> Help(Question q)
    {
        if (q.HelpJa?.Length > LongestHelp)
            yield return Refusal.Invalid("Input.HelpJa", "too-long", "説明は{0}文字以内で入力してください。", LongestHelp);
        if (q.HelpEn?.Length > LongestHelp)
            yield return Refusal.Invalid("Input.HelpEn", "too-long", "説明は{0}文字以内で入力してください。", LongestHelp);
        if (string.IsNullOrWhiteSpace(q.HelpJa) != string.IsNullOrWhiteSpace(q.HelpEn))
            yield return Refusal.Invalid(string.IsNullOrWhiteSpace(q.HelpJa) ? "Input.HelpJa" : "Input.HelpEn", "language-missing", "説明は、日本語と英語の両方に入力するか、両方を空にしてください。");
        if (q.Unit is null != q.UnitEn is null)
            yield return Refusal.Invalid(q.Unit is null ? "Input.Unit" : "Input.UnitEn", "language-missing", "単位は、日本語と英語の両方に入力するか、両方を空にしてください。");
    }

    private static IEnumerable<Refusal> Limits(Question q)
    {
        if (q.MaxLength is < 1 or > 10_000)
            yield return Refusal.Invalid("Input.MaxLength", "out-of-range", "字数の上限は1から10,000までで入力してください。");
        if (q.Kind is QuestionKind.Text or QuestionKind.LongText or QuestionKind.List && q.MaxLength is null)
            yield return Refusal.Invalid("Input.MaxLength", "limit-missing", "字数の上限を入力してください。");
        if (q.Min > q.Max)
            yield return Refusal.Invalid("Input.Max", "min-over-max", "最大は最小以上の数にしてください。");
        if (q.Kind is not QuestionKind.Number && (q.Min is < 0 || q.Max is < 1 or > 200 || q.Min % 1 > 0 || q.Max % 1 > 0))
            yield return Refusal.Invalid(q.Min is < 0 || q.Min % 1 > 0 ? "Input.Min" : "Input.Max", "out-of-range", "個数は1から200までの整数で入力してください。");
    }

    private static IEnumerable<Refusal> Condition(Question q, QuestionSection section, QuestionSet set)
    {
        if (q.RequiredIf is not { } condition)
            yield break;
        if (q.Required)
            yield return Refusal.Invalid("Input.ConditionQuestion", "condition-needless", "いつも必須の質問に、必須になる条件は付けられません。どちらかを外してください。");
        var earlier = set.For(section.AppliesTo).SelectMany(s => s.Questions).TakeWhile(x => x.Id != q.Id).FirstOrDefault(x => x.Id == condition.Question);
        if (set.Find(condition.Question) is null)
            yield return Refusal.Invalid("Input.ConditionQuestion", "condition-unknown", "必須になる条件の質問「{0}」がありません。別の質問を選んでください。", condition.Question);
        else if (earlier is null)
            yield return Refusal.Invalid("Input.ConditionQuestion", "condition-later", "必須になる条件には、この質問より前にある、同じ人が答える質問を選んでください。");
        else if (QuestionWords.Answers(earlier) is not { Count: > 0 } answers)
            yield return Refusal.Invalid("Input.ConditionQuestion", "condition-kind", "必須になる条件には、はい・いいえか、選択肢から選ぶ質問を選んでください。");
        else if (condition.Answers.Count == 0 || condition.Answers.Except(answers, StringComparer.Ordinal).Any())
            yield return Refusal.Invalid("Input.ConditionAnswers", "condition-answers", "必須になる回答を、「{0}」の選択肢から1つ以上選んでください。", new QuestionLabel(earlier));
    }

    private static IEnumerable<Refusal> OptionFaults(Question q)
    {
        if (q.Kind is not (QuestionKind.Radios or QuestionKind.Checkboxes or QuestionKind.Tree))
            yield break;
        var rows = OptionRow.Of(q.Options);
        if (q.Choices.Count() < 2 || rows.Count > MostOptions)
            yield return Refusal.Invalid("Input.Options[0].Value", "options-missing", "選択肢を2個から{0}個まで入力してください。", MostOptions);
        for (var i = 0; i < rows.Count; i++)
        {
            var (option, group) = (rows[i].Option, rows[i].Group);
            if (!OptionValue().IsMatch(option.Value))
                yield return Refusal.Invalid($"Input.Options[{i}].Value", "bad-id", "選択肢の{0}行目：値は、英小文字・数字・ハイフンの40文字以内で入力してください。", i + 1);
            else if (rows.Take(i).Any(r => r.Option.Value == option.Value))
                yield return Refusal.Invalid($"Input.Options[{i}].Value", "duplicate-id", "選択肢の{0}行目：値「{1}」が2つあります。", i + 1, option.Value);
            if (string.IsNullOrWhiteSpace(option.Ja) || option.Ja.Length > LongestName)
                yield return Refusal.Invalid($"Input.Options[{i}].Ja", "name-missing", "選択肢の{0}行目：日本語の名前を{1}文字以内で入力してください。", i + 1, LongestName);
            if (string.IsNullOrWhiteSpace(option.En) || option.En.Length > LongestName)
                yield return Refusal.Invalid($"Input.Options[{i}].En", "name-missing", "選択肢の{0}行目：英語の名前を{1}文字以内で入力してください。", i + 1, LongestName);
            if (group is not null && q.Kind != QuestionKind.Tree)
                yield return Refusal.Invalid($"Input.Options[{i}].Group", "two-levels", "選択肢を2段階にできるのは、2段階の質問だけです。");
        }

        if (q.Kind == QuestionKind.Tree && (q.Options ?? []).All(o => o.Options is not { Count: > 0 }))
            yield return Refusal.Invalid("Input.Options[0].Group", "one-level", "2段階の質問では、少なくとも1つの選択肢を、別の選択肢の下に置いてください。");
    }

    private static IEnumerable<Refusal> ColumnFaults(Question q)
    {
        if (q.Kind != QuestionKind.Table)
            yield break;
        var columns = q.Columns ?? [];
        if (columns.Count is 0 or > MostColumns)
            yield return Refusal.Invalid("Input.Columns[0].Id", "columns-missing", "列を1個から{0}個まで入力してください。", MostColumns);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (!ColumnId().IsMatch(column.Id))
                yield return Refusal.Invalid($"Input.Columns[{i}].Id", "bad-id", "列の{0}行目：識別名は、英小文字で始まる英字と数字の40文字以内で入力してください。", i + 1);
            else if (columns.Take(i).Any(c => c.Id == column.Id))
                yield return Refusal.Invalid($"Input.Columns[{i}].Id", "duplicate-id", "列の{0}行目：識別名「{1}」が2つあります。", i + 1, column.Id);
            if (string.IsNullOrWhiteSpace(column.Ja) || column.Ja.Length > LongestName)
                yield return Refusal.Invalid($"Input.Columns[{i}].Ja", "name-missing", "列の{0}行目：日本語の名前を{1}文字以内で入力してください。", i + 1, LongestName);
            if (string.IsNullOrWhiteSpace(column.En) || column.En.Length > LongestName)
                yield return Refusal.Invalid($"Input.Columns[{i}].En", "name-missing", "列の{0}行目：英語の名前を{1}文字以内で入力してください。", i + 1, LongestName);
        }
    }

    private static IEnumerable<Refusal> Uses(Question q)
    {
        if (q.Filter && !CatalogueFilters.CanFilter(q.Kind))
            yield return Refusal.Invalid("Input.Filter", "cannot-filter", "検索の絞り込みに使えるのは、はい・いいえと、選択肢から選ぶ質問だけです。");
        if (q.Weight is not null && (q.Weight is not ("A" or "B" or "C" or "D") || !SearchWords.CanSearch(q.Kind)))
            yield return Refusal.Invalid("Input.Weight", "cannot-search", "検索の対象にできるのは、文、一覧、表と、選択肢から選ぶ質問だけです。");
        if (q.Format is not null && q.Kind != QuestionKind.Text)
            yield return Refusal.Invalid("Input.Format", "cannot-format", "書式を決められるのは、1行の文だけです。");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}\\z")]
    private static partial Regex SectionId();

    [GeneratedRegex("^[a-z][a-zA-Z0-9]{1,39}\\z")]
    private static partial Regex QuestionId();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}\\z")]
    private static partial Regex OptionValue();

    [GeneratedRegex("^[a-z][a-zA-Z0-9]{0,39}\\z")]
    private static partial Regex ColumnId();
}

/// <summary>An option as a row of a list: a group before its leaves.</summary>
internal sealed record OptionRow(QuestionOption Option, string? Group)
{
    public static IReadOnlyList<OptionRow> Of(IReadOnlyList<QuestionOption>? options) =>
        [.. (options ?? []).SelectMany(o => (o.Options ?? []).Select(leaf => new OptionRow(leaf, o.Value)).Prepend(new OptionRow(o, null)))];

    /// <summary>Rows to options again. A leaf goes under the row that its group names, wherever it stands; one whose group there is none of stays a group, so that nothing is lost.</summary>
    public static IReadOnlyList<QuestionOption> ToOptions(IReadOnlyList<OptionRow> rows)
    {
        var groups = rows.Where(r => r.Group is null || rows.All(g => g.Group is not null || g.Option.Value != r.Group)).ToList();
        return [.. groups.Select(g => g.Option with { Options = rows.Except(groups).Where(r => r.Group == g.Option.Value).Select(r => r.Option with { Options = null }).ToList() is { Count: > 0 } leaves ? leaves : null })];
    }
}
