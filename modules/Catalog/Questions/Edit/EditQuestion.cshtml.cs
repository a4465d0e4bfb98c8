using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>One question of the draft.</summary>
[Requires(Act.EditQuestions)]
internal sealed class EditQuestionModel : SetDraftPage
{
    [BindProperty]
    public QuestionInput Input { get; set; } = new();

    /// <summary>Null: a new one.</summary>
    public Question? Known { get; private set; }

    public string Section { get; private set; } = "";

    /// <summary>Listings have answered it, or the program reads it.</summary>
    public bool KindIsFixed => Known is not null && (Open.Find(Known.Id) is not null || QuestionSetRules.Kept.Contains(Known.Id));

    public bool MayRemove => Known is not null && !QuestionSetRules.Kept.Contains(Known.Id);

    public IEnumerable<Option> Kinds => Enum.GetValues<QuestionKind>().Where(k => k is not (QuestionKind.Category or QuestionKind.PricePlan) || Known?.Kind == k).Select(k => new Option(k.ToString(), Kind(k, T)));

    public IEnumerable<Option> Weights => [new("A", T["A（もっとも強い）"]), new("B", "B"), new("C", "C"), new("D", T["D（もっとも弱い）"])];

    /// <summary>Questions of the same form whose answer can decide about this one.</summary>
    public IEnumerable<Option> Deciding => Set.Sections.Where(s => s.AppliesTo == Set.Sections.First(x => x.Id == Section).AppliesTo).SelectMany(s => s.Questions)
        .Where(q => q.Id != Known?.Id && QuestionSetRules.CanFilter(q.Kind)).Select(q => new Option(q.Id, T.Pick(q.Ja, q.En)));

    public async Task<IActionResult> OnGetAsync(string? id, string? section)
    {
        if (!await Find(id, section))
            return NotFound();
        if (Known is { } q)
            Input = QuestionInput.Of(q);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? id, string? section, uint version)
    {
        if (!await Find(id, section))
            return NotFound();
        if (KindIsFixed)
            Input.Kind = Known!.Kind;
        var read = Input.Read(Known);
        var done = read.Ok ? await Service<QuestionSetActs>().Handle(new PutQuestion(version, Section, Known?.Id, read.Value), Cancel) : Result.No([.. read.Refusals]);
        return await Answer(done, () =>
        {
            Flash(T["質問を下書きに保存しました。"]);
            return LocalRedirect($"/reviews/questions/draft#q-{Uri.EscapeDataString(read.Value.Id)}");
        }, () => Find(id, section));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, uint version) => await Answer(
        await Service<QuestionSetActs>().Handle(new RemoveFromSet(version, id), Cancel), () =>
        {
            Flash(T["質問を下書きから外しました。"]);
            return LocalRedirect("/reviews/questions/draft");
        }, () => Find(id, null));

    private async Task<bool> Find(string? id, string? section)
    {
        if (!await Load())
            return false;
        Known = id is null ? null : Set.Find(id);
        var holds = Set.Sections.FirstOrDefault(s => id is null ? s.Id == section : s.Questions.Any(q => q.Id == id));
        Section = holds?.Id ?? "";
        return holds is not null;
    }
}

/// <summary>A question as typed.</summary>
internal sealed class QuestionInput
{
    /// <summary>Parameter name in addresses and column name in files; fixed once the question exists.</summary>
    public string? Id { get; set; }
    public QuestionKind Kind { get; set; }
    public string? Ja { get; set; }
    public string? En { get; set; }
    public string? HelpJa { get; set; }
    public string? HelpEn { get; set; }
    public bool Required { get; set; }
    public string? RequiredIfQuestion { get; set; }
    public string? RequiredIfValue { get; set; }
    public string? MaxLength { get; set; }
    public string? Min { get; set; }
    public string? Max { get; set; }
    public string? Unit { get; set; }
    public string? UnitEn { get; set; }
    public bool Filter { get; set; }
    public string? Weight { get; set; }

    /// <summary>A line for each: value｜Japanese｜English.</summary>
    public string? Options { get; set; }

    public static QuestionInput Of(Question q) => new()
    {
        Id = q.Id, Kind = q.Kind, Ja = q.Ja, En = q.En, HelpJa = q.HelpJa, HelpEn = q.HelpEn, Required = q.Required, RequiredIfQuestion = q.RequiredIf?.Question, RequiredIfValue = q.RequiredIf?.Value,
        MaxLength = Plain(q.MaxLength), Min = Plain(q.Min), Max = Plain(q.Max), Unit = q.Unit, UnitEn = q.UnitEn, Filter = q.Filter, Weight = q.Weight,
        Options = string.Join('\n', (q.Options ?? []).Select(o => $"{o.Value}｜{o.Ja}｜{o.En}")),
    };

    public Result<Question> Read(Question? known)
    {
        var wrong = new List<Refusal>();
        string Text(string? typed, string field, int most)
        {
            var text = AnswerForm.Clean(typed ?? "");
            if (text.Length > most)
                wrong.Add(Refusal.Invalid(field, "too-long", "{0}文字以内で入力してください。", most));
            return text;
        }

        decimal? Number(string? typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed))
                return null;
            if (AnswerForm.TryNumber(typed, out var number))
                return number;
            wrong.Add(Refusal.Invalid(field, "not-a-number", "数字で入力してください。"));
            return null;
        }

        var id = known?.Id ?? AnswerForm.Clean(Id ?? "");
        if (known is null && (id.Length is < 2 or > 40 || !char.IsAsciiLetterLower(id[0]) || !id.All(char.IsAsciiLetterOrDigit)))
            wrong.Add(Refusal.Invalid("Input.Id", "bad-id", "記号は、半角の小文字で始まる2〜40字の英数字にしてください。例：backupSite"));
        var (ja, en) = (Text(Ja, "Input.Ja", 80), Text(En, "Input.En", 160));
        if (ja.Length == 0)
            wrong.Add(Refusal.Invalid("Input.Ja", "required", "質問を日本語で入力してください。"));
        if (en.Length == 0)
            wrong.Add(Refusal.Invalid("Input.En", "required", "質問を英語で入力してください。"));
        var (helpJa, helpEn) = (Text(HelpJa, "Input.HelpJa", 400), Text(HelpEn, "Input.HelpEn", 600));
        var options = ReadOptions(wrong);
        var (length, min, max) = (Number(MaxLength, "Input.MaxLength"), Number(Min, "Input.Min"), Number(Max, "Input.Max"));
        if (length is { } most && (most is < 1 or > 10_000 || most % 1 != 0))
            wrong.Add(Refusal.Invalid("Input.MaxLength", "out-of-range", "文字数は1から10,000までの整数で入力してください。"));
        if (min > max)
            wrong.Add(Refusal.Invalid("Input.Max", "min-max", "上限は下限以上にしてください。"));
        if (Filter && !QuestionSetRules.CanFilter(Kind))
            wrong.Add(Refusal.Invalid("Input.Filter", "no-filter", "絞り込みに使えるのは、はい・いいえと選択肢の質問だけです。"));
        if (wrong.Count > 0)
            return Result<Question>.No([.. wrong]);
        return (known ?? new Question(id, Kind, "", "")) with
        {
            Kind = Kind, Ja = ja, En = en, HelpJa = Or(helpJa), HelpEn = Or(helpEn), Required = Required, MaxLength = (int?)length, Min = min, Max = max, Unit = Or(AnswerForm.Clean(Unit ?? "")),
            UnitEn = Or(AnswerForm.Clean(UnitEn ?? "")), Filter = Filter, Weight = Weight is "A" or "B" or "C" or "D" ? Weight : null, Options = options,
            RequiredIf = string.IsNullOrEmpty(RequiredIfQuestion) ? null : new QuestionCondition(RequiredIfQuestion, AnswerForm.Clean(RequiredIfValue ?? "")),
        };
    }

    private List<QuestionOption>? ReadOptions(List<Refusal> wrong)
    {
        if (!QuestionSetRules.HasOptions(Kind))
            return null;
        var options = new List<QuestionOption>();
        foreach (var line in AnswerForm.Clean(Options ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(['｜', '|'], StringSplitOptions.TrimEntries) is [{ Length: > 0 and <= 40 } value, { Length: > 0 } ja, { Length: > 0 } en] && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
                options.Add(new QuestionOption(value, ja, en));
            else
                wrong.Add(Refusal.Invalid("Input.Options", "bad-option", "「{0}」は「値｜日本語｜英語」の形で入力してください。値は半角の英数字とハイフンです。", line));
        }

        if (options.Count < 2 || options.DistinctBy(o => o.Value).Count() != options.Count)
            wrong.Add(Refusal.Invalid("Input.Options", "options", "値の異なる選択肢を2つ以上、1行に1つずつ入力してください。"));
        return options;
    }

    private static string? Or(string text) => text.Length == 0 ? null : text;

    private static string? Plain(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture);
}
