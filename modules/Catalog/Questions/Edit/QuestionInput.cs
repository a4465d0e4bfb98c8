using System.Globalization;
using Marketplace.Catalog.Search;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>A question as typed on its page. Which fields are shown follows from its kind.</summary>
public sealed class QuestionInput
{
    public uint Version { get; set; }
    public string? Id { get; set; }
    public string? Ja { get; set; }
    public string? En { get; set; }
    public string? HelpJa { get; set; }
    public string? HelpEn { get; set; }
    public bool Required { get; set; }
    public string? ConditionQuestion { get; set; }
    public List<string> ConditionAnswers { get; set; } = [];
    public string? MaxLength { get; set; }
    public string? Min { get; set; }
    public string? Max { get; set; }
    public string? Unit { get; set; }
    public string? UnitEn { get; set; }
    public string? Format { get; set; }
    public bool Filter { get; set; }
    public string? Weight { get; set; }
    public bool Export { get; set; }
    public bool Compare { get; set; }
    public List<OptionInput> Options { get; set; } = [];
    public List<ColumnInput> Columns { get; set; } = [];

    internal static QuestionInput Of(Question q, uint version) => new()
    {
        Version = version, Id = q.Id, Ja = q.Ja, En = q.En, HelpJa = q.HelpJa, HelpEn = q.HelpEn, Required = q.Required, ConditionQuestion = q.RequiredIf?.Question,
        ConditionAnswers = [.. q.RequiredIf?.Answers ?? []], MaxLength = Plain(q.MaxLength), Min = Plain(q.Min), Max = Plain(q.Max), Unit = q.Unit, UnitEn = q.UnitEn,
        Format = q.Format?.ToString(), Filter = q.Filter, Weight = q.Weight, Export = q.Export, Compare = q.Compare,
        Options = [.. OptionRow.Of(q.Options).Select(r => new OptionInput { Value = r.Option.Value, Ja = r.Option.Ja, En = r.Option.En, Group = r.Group })],
        Columns = [.. (q.Columns ?? []).Select(c => new ColumnInput { Id = c.Id, Ja = c.Ja, En = c.En, Kind = c.Kind.ToString(), Required = c.Required, MaxLength = Plain(c.MaxLength), Unit = c.Unit, UnitEn = c.UnitEn })],
    };

    /// <summary>The question; what cannot be read at all is refused at its field.</summary>
    /// <param name="before">Gives the kind, and everything its kind does not ask for.</param>
    internal Result<Question> Read(Question before)
    {
        var wrong = new List<Refusal>();
        decimal? Number(string? typed, string field)
        {
            if (Text(typed) is not { } text)
                return null;
            if (AnswerForm.TryNumber(text, out var number))
                return number;
            wrong.Add(Refusal.Invalid(field, "not-a-number", "数字で入力してください。"));
            return null;
        }

        int? Whole(string? typed, string field)
        {
            if (Number(typed, field) is not { } number)
                return null;
            if (number is >= 0 and <= 1_000_000 && number == decimal.Truncate(number))
                return (int)number;
            wrong.Add(Refusal.Invalid(field, "not-a-number", "数字で入力してください。"));
            return null;
        }

        var rows = Options.Select((o, i) => (Row: new OptionRow(new QuestionOption(Text(o.Value) ?? "", Text(o.Ja) ?? "", Text(o.En) ?? ""), Text(o.Group)), Index: i)).Where(r => !Options[r.Index].IsEmpty).ToList();
        foreach (var (row, index) in rows.Where(r => r.Row.Group is { } group && rows.All(g => g.Row.Group is not null || g.Row.Option.Value != group)))
            wrong.Add(Refusal.Invalid($"Input.Options[{index}].Group", "unknown-group", "「{0}」という値の選択肢がありません。1段階目の選択肢の値を書いてください。", row.Group!));
        var question = before with
        {
            Id = Text(Id) ?? before.Id, Ja = Text(Ja) ?? "", En = Text(En) ?? "", HelpJa = Text(HelpJa), HelpEn = Text(HelpEn), Required = Required,
            RequiredIf = Text(ConditionQuestion) is { } other ? new RequiredIf(other, [.. ConditionAnswers.Where(a => !string.IsNullOrEmpty(a))]) : null,
            MaxLength = Whole(MaxLength, "Input.MaxLength"), Min = Number(Min, "Input.Min"), Max = Number(Max, "Input.Max"), Unit = Text(Unit), UnitEn = Text(UnitEn),
            Format = Enum.TryParse<TextFormat>(Format, out var format) && Enum.IsDefined(format) ? format : null, Filter = Filter, Weight = Text(Weight), Export = Export, Compare = Compare,
            Options = KindTraits.HasOptions(before.Kind) ? OptionRow.ToOptions([.. rows.Select(r => r.Row)]) : null,
            Columns = before.Kind != QuestionKind.Table ? null : [.. Columns.Select((c, i) => (Column: c, Index: i)).Where(c => !c.Column.IsEmpty).Select(c => new TableColumn(
                Text(c.Column.Id) ?? "", Text(c.Column.Ja) ?? "", Text(c.Column.En) ?? "", Enum.TryParse<TableColumnKind>(c.Column.Kind, out var kind) ? kind : TableColumnKind.Text, c.Column.Required,
                Whole(c.Column.MaxLength, $"Input.Columns[{c.Index}].MaxLength"), Text(c.Column.Unit), Text(c.Column.UnitEn)))],
        };
        return wrong.Count > 0 ? Result<Question>.No(wrong) : question;
    }

    /// <summary>A refusal names an option or column by its place among those filled in; the page wants the row in which it was typed.</summary>
    internal Refusal AtTypedRow(Refusal refusal, Question saved)
    {
        if (refusal.Field is not { } field || field.IndexOf('[', StringComparison.Ordinal) is not (> 0 and var open))
            return refusal;
        var close = field.IndexOf(']', open);
        var place = int.Parse(field.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture);
        var row = field.StartsWith("Input.Options", StringComparison.Ordinal)
            ? OptionRow.Of(saved.Options).ElementAtOrDefault(place) is { } at ? Options.FindIndex(o => !o.IsEmpty && (Text(o.Value) ?? "") == at.Option.Value && (Text(o.Ja) ?? "") == at.Option.Ja && Text(o.Group) == at.Group) : place
            : Columns.Select((c, i) => (c, i)).Where(c => !c.c.IsEmpty).Select(c => c.i).Cast<int?>().ElementAtOrDefault(place) ?? place;
        return refusal with { Field = string.Create(CultureInfo.InvariantCulture, $"{field.AsSpan(0, open + 1)}{Math.Max(row, 0)}{field.AsSpan(close)}") };
    }

    private static string? Text(string? typed) => AnswerForm.Clean(typed ?? "") is { Length: > 0 } text ? text : null;

    private static string? Plain(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture);
}

public sealed class OptionInput
{
    public string? Value { get; set; }
    public string? Ja { get; set; }
    public string? En { get; set; }

    /// <summary>In a tree the value of the option it stands under.</summary>
    public string? Group { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Value + Ja + En + Group);
}

public sealed class ColumnInput
{
    public string? Id { get; set; }
    public string? Ja { get; set; }
    public string? En { get; set; }
    public string? Kind { get; set; }
    public bool Required { get; set; }
    public string? MaxLength { get; set; }
    public string? Unit { get; set; }
    public string? UnitEn { get; set; }

    internal bool IsEmpty => string.IsNullOrWhiteSpace(Id + Ja + En);
}

/// <summary>Which traits a kind has.</summary>
internal static class KindTraits
{
    public static bool HasOptions(QuestionKind kind) => kind is QuestionKind.Radios or QuestionKind.Checkboxes or QuestionKind.Tree;

    public static bool HasLength(QuestionKind kind) => kind is QuestionKind.Text or QuestionKind.LongText or QuestionKind.List or QuestionKind.Url or QuestionKind.Email;

    /// <summary>Least and greatest say how many, not how much.</summary>
    public static bool HasCount(QuestionKind kind) => kind is QuestionKind.Checkboxes or QuestionKind.Tree or QuestionKind.List or QuestionKind.Upload or QuestionKind.Table or QuestionKind.Category;

    public static bool CanFilter(QuestionKind kind) => CatalogueFilters.CanFilter(kind);

    public static bool CanSearch(QuestionKind kind) => SearchWords.CanSearch(kind);
}
