using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>A row of an import file: the draft it would become, or what is wrong in it.</summary>
/// <param name="Number">Row of the sheet, from 1.</param>
/// <param name="Software">Of an offer, as written.</param>
internal sealed record ImportRow(int Number, string Name, string? Software, IReadOnlyDictionary<string, JsonNode?> Answers, IReadOnlyList<ImportFault> Faults);

/// <param name="Column">Head of the column.</param>
internal sealed record ImportFault(string Column, Refusal Refusal);

/// <summary>Reads rows by the open question set. Columns may be missing and in any order; a row that begins with ※ is an explanation.</summary>
internal static class ImportFile
{
    /// <summary>Rows taken in at once.</summary>
    public const int Most = 300;

    public const string Remark = "※";

    public static Result<ImportRow[]> Read(string[][] table, EntryKind kind, QuestionSet set, CategoryTree categories)
    {
        var columns = ImportColumns.Of(kind, set, categories);
        var heads = (table.FirstOrDefault() ?? []).Select(ImportColumns.Key).ToArray();
        var places = columns.Select(c => (Column: c, Place: Array.IndexOf(heads, ImportColumns.Key(c.Head)))).Where(p => p.Place >= 0).ToList();
        var naming = columns.First(c => c.Field == Question.FieldOf(kind == EntryKind.Software ? "name" : "offerName"));
        string[] needed = kind == EntryKind.Software ? [naming.Head] : [columns[0].Head, naming.Head];
        if (needed.Where(n => places.All(p => p.Column.Head != n)).ToArray() is { Length: > 0 } missing)
            return Refusal.Invalid("Input.File", "import-heads", "1行目の見出しに「{0}」がありません。ひな形の見出しをそのまま使ってください。", string.Join("」「", missing));
        if (heads.Where(h => h.Length > 0 && columns.All(c => ImportColumns.Key(c.Head) != h)).Take(5).ToArray() is { Length: > 0 } strange)
            return Refusal.Invalid("Input.File", "import-strange-heads", "知らない見出し「{0}」があります。質問票が変わったときは、新しいひな形を使ってください。", string.Join("」「", strange));
        if (heads.Where(h => h.Length > 0).GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Refusal.Invalid("Input.File", "import-twice", "見出し「{0}」が2つあります。1つにしてください。", twice.Key);
        var rows = table.Select((cells, i) => (Cells: cells, Number: i + 1)).Skip(1)
            .Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c)) && !r.Cells.First(c => !string.IsNullOrWhiteSpace(c)).TrimStart().StartsWith(Remark, StringComparison.Ordinal)).ToList();
        if (rows.Count == 0)
            return Refusal.Invalid("Input.File", "import-empty", "登録する行がありません。2行目より下に、1行に1件ずつ書いてください。");
        return rows.Count > Most
            ? Refusal.Invalid("Input.File", "import-long", "一度に登録できるのは{0}件までです。ファイルを分けてください。", Most)
            : rows.Select(r => Row(r.Number, r.Cells, places, kind, set, categories.Leaves)).ToArray();
    }

    private static ImportRow Row(int number, string[] cells, List<(ImportColumn Column, int Place)> places, EntryKind kind, QuestionSet set, IReadOnlySet<string> leaves)
    {
        var typed = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var wrong = new List<Refusal>();
        foreach (var (column, place) in places)
        {
            if (place < cells.Length && AnswerForm.Clean(cells[place]) is { Length: > 0 } cell && column.Fill(cell, typed) is { } unreadable)
                wrong.Add(unreadable);
        }

        var answers = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var section in set.For(kind))
        {
            var form = AnswerForm.Read(section, field => typed.GetValueOrDefault(field) ?? []);
            wrong.AddRange(form.Unreadable);
            foreach (var (id, answer) in form.Answers.Where(a => a.Value is not null))
            {
                wrong.AddRange(AnswerRules.Check(set.Find(id)!, answer, leaves));
                answers[id] = answer;
            }
        }

        // Drafts may have gaps, but no listing is without a name.
        var naming = set.Find(kind == EntryKind.Software ? "name" : "offerName")!;
        if (!answers.ContainsKey(naming.Id) && wrong.All(w => w.Field != naming.Field))
            wrong.Add(AnswerRules.Missing(naming));
        return new ImportRow(number, AnswerRules.AsText(answers.GetValueOrDefault(naming.Id)) ?? "", typed.GetValueOrDefault(ImportColumns.SoftwareField)?[0], answers,
            [.. wrong.Select(w => new ImportFault(HeadOf(w.Field!, places), w))]);
    }

    /// <summary>A refusal's field is a column's own, or a part of it ("answers[pricePlan].tiers[1].from").</summary>
    private static string HeadOf(string field, List<(ImportColumn Column, int Place)> places) =>
        (places.Find(p => p.Column.Field == field).Column ?? places.Find(p => field.StartsWith(p.Column.Field, StringComparison.Ordinal)).Column ?? places.Find(p => p.Column.Field.StartsWith(field, StringComparison.Ordinal)).Column)?.Head ?? "";
}
