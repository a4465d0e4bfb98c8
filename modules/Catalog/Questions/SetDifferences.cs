using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>What a question is made of, in words. One place for everything that shows or compares questions.</summary>
internal static class QuestionFacts
{
    /// <param name="forVendors">Leaves out what only the operator and readers of the catalogue notice: filter, weight, export, comparison.</param>
    public static IReadOnlyList<(string Label, string Text)> Of(Question q, QuestionSet set, Texts t, bool forVendors = false)
    {
        string YesNo(bool yes) => yes ? t["はい"] : t["いいえ"];
        string Both(string? ja, string? en) => string.IsNullOrEmpty(ja) && string.IsNullOrEmpty(en) ? "" : $"{ja}\n{en}";
        IEnumerable<(string, string)> own =
        [
            (t["質問"], Both(q.Ja, q.En)), (t["説明"], Both(q.HelpJa, q.HelpEn)), (t["種類"], QuestionWords.Kind(q.Kind, t)), (t["単位"], Both(q.Unit, q.UnitEn)),
            (t["必須"], YesNo(q.Required)), (t["必須になる条件"], q.RequiredIf is { } condition ? QuestionWords.Condition(condition, set, t) : ""),
            (t["字数の上限"], Plain(q.MaxLength)), (t["最小（数または個数）"], Plain(q.Min)), (t["最大（数または個数）"], Plain(q.Max)), (t["書式"], q.Format is TextFormat.Kana ? t["かな"] : ""),
            (t["選択肢"], string.Join('\n', (q.Options ?? []).SelectMany(o => (o.Options ?? []).Select(l => $"　{l.Value}：{l.Ja}／{l.En}").Prepend($"{o.Value}：{o.Ja}／{o.En}")))),
            (t["列"], string.Join('\n', (q.Columns ?? []).Select(c => $"{c.Id}：{c.Ja}／{c.En}（{QuestionWords.Column(c.Kind, t)}{(c.Required ? "、" + t["必須"] : "")}{(c.Unit is null ? "" : "、" + c.Unit)}）"))),
        ];
        IEnumerable<(string, string)> more = forVendors ? [] :
        [
            (t["検索の絞り込み"], YesNo(q.Filter)), (t["検索での重み"], q.Weight ?? ""), (t["公開ファイルの列"], YesNo(q.Export)), (t["比較表の行"], YesNo(q.Compare)),
        ];
        return [.. own.Concat(more)];
    }

    private static string Plain(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "";
}

internal enum QuestionFate
{
    /// <summary>新しい質問.</summary>
    Added,

    /// <summary>変わった質問.</summary>
    Changed,

    /// <summary>なくなった質問.</summary>
    Removed,
}

/// <summary>A question that two versions do not have alike.</summary>
/// <param name="Question">As it is in the newer version; of a removed one, as it was.</param>
/// <param name="Parts">What changed, before and after in words; empty unless <see cref="QuestionFate.Changed"/>.</param>
internal sealed record QuestionDifference(QuestionFate Fate, EntryKind AppliesTo, QuestionSection Section, Question Question, IReadOnlyList<(string Label, string Before, string After)> Parts);

internal static class SetDifferences
{
    /// <summary>In the newer version's order, what was removed last. A question with the same id is the same question.</summary>
    /// <param name="forVendors">Only what somebody who answers notices.</param>
    public static IReadOnlyList<QuestionDifference> Of(QuestionSet before, QuestionSet after, Texts t, bool forVendors = false)
    {
        var found = new List<QuestionDifference>();
        foreach (var (section, question) in after.Sections.SelectMany(s => s.Questions.Select(q => (s, q))))
        {
            if (SectionOf(before, question.Id) is not { } earlier || earlier.AppliesTo != section.AppliesTo)
            {
                found.Add(new QuestionDifference(QuestionFate.Added, section.AppliesTo, section, question, []));
                continue;
            }

            var facts = QuestionFacts.Of(before.Find(question.Id)!, before, t, forVendors).Zip(QuestionFacts.Of(question, after, t, forVendors));
            var parts = facts.Where(f => f.First.Text != f.Second.Text).Select(f => (f.First.Label, f.First.Text, f.Second.Text)).ToList();
            if (!forVendors && earlier.Id != section.Id)
                parts.Add((t["区分"], t.Pick(earlier.Ja, earlier.En), t.Pick(section.Ja, section.En)));
            if (parts.Count > 0)
                found.Add(new QuestionDifference(QuestionFate.Changed, section.AppliesTo, section, question, parts));
        }

        found.AddRange(before.Sections.SelectMany(s => s.Questions.Where(q => SectionOf(after, q.Id)?.AppliesTo != s.AppliesTo).Select(q => new QuestionDifference(QuestionFate.Removed, s.AppliesTo, s, q, []))));
        return found;
    }

    private static QuestionSection? SectionOf(QuestionSet set, string question) => set.Sections.FirstOrDefault(s => s.Questions.Any(q => q.Id == question));
}
