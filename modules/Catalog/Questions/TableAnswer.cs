using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>A table as an answer: <c>[{"place":"東京都","count":2}]</c>, a row an object by column id. A cell left empty is not in it.</summary>
internal static class TableAnswer
{
    /// <summary>Rows where the question sets no limit.</summary>
    public const int Most = 20;

    /// <summary>Characters of a cell where the column sets no limit.</summary>
    private const int LongestCell = 200;

    public static int MostOf(Question question) => (int)(question.Max ?? Most);

    /// <summary>The rows; null when it is no table.</summary>
    public static IReadOnlyList<JsonObject>? Read(JsonNode? answer) => answer is JsonArray array && array.All(r => r is JsonObject) ? [.. array.Select(r => (JsonObject)r!)] : null;

    /// <summary>Refusals name the cell, e.g. "answers[dataCentres].rows[1].place".</summary>
    public static IReadOnlyList<Refusal> Check(Question question, JsonNode answer)
    {
        if (Read(answer) is not { } rows)
            return [At(question, 0, question.Columns![0].Id, "unreadable-answer", "「{0}」の内容を読み取れません。もう一度入力してください。")];
        if (rows.Count == 0)
            return [AnswerRules.Missing(question) with { Field = FieldOf(question, 0, question.Columns![0].Id) }];
        if (rows.Count < question.Min)
            return [At(question, rows.Count, question.Columns![0].Id, "too-few", "「{0}」は{1}行以上入力してください。", (int)question.Min.Value)];
        if (rows.Count > MostOf(question))
            return [At(question, MostOf(question), question.Columns![0].Id, "too-many", "「{0}」は{1}行以内で入力してください。", MostOf(question))];
        return [.. rows.SelectMany((row, i) => question.Columns!.Select(c => Cell(question, row, i, c)).OfType<Refusal>().Concat(Strange(question, row, i)))];
    }

    /// <summary>A row a line: "所在地：東京都／数：2".</summary>
    public static string Words(Question question, JsonNode answer, Texts t) => string.Join('\n', (Read(answer) ?? []).Select(row =>
        string.Join(t["／"], (question.Columns ?? []).Where(c => row[c.Id] is not null).Select(c => t["{0}：{1}", t.Pick(c.Ja, c.En), Cell(c, row[c.Id], t)]))));

    public static string Cell(TableColumn column, JsonNode? cell, Texts t) => cell is null ? ""
        : AnswerRules.AsNumber(cell) is not null ? AnswerText.Number(cell) + (column.Unit is null ? "" : t.Pick(column.Unit, column.UnitEn is null ? null : " " + column.UnitEn))
        : AnswerRules.AsText(cell) ?? cell.ToJsonString();

    public static string FieldOf(Question question, int row, string column) => string.Create(CultureInfo.InvariantCulture, $"{question.Field}.rows[{row}].{column}");

    public static Refusal At(Question question, int row, string column, string code, string text, params object[] args) =>
        Refusal.Invalid(FieldOf(question, row, column), code, text, [new QuestionLabel(question), .. args]);

    private static Refusal? Cell(Question question, JsonObject row, int i, TableColumn column)
    {
        Refusal Wrong(string code, string text, params object[] args) => At(question, i, column.Id, code, text, [i + 1, new ColumnLabel(column), .. args]);
        if (row[column.Id] is not { } cell)
            return column.Required ? Wrong("answer-required", "「{0}」の{1}行目：「{2}」を入力してください。") : null;
        if (column.Kind == TableColumnKind.Number)
            return AnswerRules.AsNumber(cell) is null ? Wrong("not-a-number", "「{0}」の{1}行目：「{2}」は数字で入力してください。") : null;
        if (AnswerRules.AsText(cell) is not { } text || string.IsNullOrWhiteSpace(text))
            return Wrong("answer-required", "「{0}」の{1}行目：「{2}」を入力してください。");
        var (most, length) = (column.MaxLength ?? LongestCell, new StringInfo(text).LengthInTextElements);
        return length > most ? Wrong("too-long", "「{0}」の{1}行目：「{2}」は{3}文字以内で入力してください（現在{4}文字）。", most, length) : null;
    }

    private static IEnumerable<Refusal> Strange(Question question, JsonObject row, int i) => row.Where(c => question.Columns!.All(x => x.Id != c.Key)).Take(1)
        .Select(c => At(question, i, c.Key, "unknown-column", "「{0}」に「{1}」という列はありません。", c.Key));
}

/// <summary>A column's name as a value of a message, written in the reader's language.</summary>
internal sealed record ColumnLabel(TableColumn Column)
{
    public override string ToString() => Texts.IsEnglish && Column.En.Length > 0 ? Column.En : Column.Ja;
}

/// <summary>The table's form: rows that grow by a button, without script. Empty rows are passed over.</summary>
internal static class TableForm
{
    /// <summary>Rows shown at first, and added at a time.</summary>
    public const int Rows = 3;

    /// <summary>The answer; null when nothing was typed. What is wrong goes to <paramref name="wrong"/>, at the row it was typed in.</summary>
    public static JsonNode? Read(Question question, Func<string, IReadOnlyList<string>> typed, List<Refusal> wrong)
    {
        string One(int row, TableColumn column) => typed(TableAnswer.FieldOf(question, row, column.Id)) is { Count: > 0 } values ? AnswerForm.Clean(values[0]) : "";

        var columns = question.Columns ?? [];
        var rows = Enumerable.Range(0, TableAnswer.MostOf(question) + Rows).Where(i => columns.Any(c => One(i, c).Length > 0)).ToList();
        if (rows.Count == 0)
            return null;
        var answer = new JsonArray();
        foreach (var row in rows)
        {
            var cells = new JsonObject();
            foreach (var column in columns)
            {
                var text = One(row, column);
                if (text.Length == 0)
                    continue;
                cells[column.Id] = column.Kind == TableColumnKind.Number && AnswerForm.TryNumber(text, out var number) ? JsonValue.Create(number) : text;
            }

            answer.Add(cells);
        }

        var faults = TableAnswer.Check(question, answer).Select(r => AtTypedRow(r, rows)).ToList();
        wrong.AddRange(faults);
        return faults.Count > 0 ? null : answer;
    }

    /// <summary>Field and message name the row as it was typed, empty ones counted.</summary>
    private static Refusal AtTypedRow(Refusal refusal, List<int> rows)
    {
        var field = refusal.Field!;
        var start = field.IndexOf("rows[", StringComparison.Ordinal) + "rows[".Length;
        var end = field.IndexOf(']', start);
        var index = int.Parse(field.AsSpan(start, end - start), CultureInfo.InvariantCulture);
        var row = index < rows.Count ? rows[index] : index;
        return refusal with
        {
            Field = string.Create(CultureInfo.InvariantCulture, $"{field.AsSpan(0, start)}{row}{field.AsSpan(end)}"),
            Args = refusal.Args is [var label, int, ColumnLabel column, .. var more] ? [label, row + 1, column, .. more] : refusal.Args,
        };
    }
}
