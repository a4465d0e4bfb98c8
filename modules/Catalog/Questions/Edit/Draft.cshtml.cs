using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Catalog;

/// <summary>What all pages of the draft do: read it, and answer 404 where there is none.</summary>
public abstract class DraftPage : MarketplacePage
{
    private protected const string Home = "/reviews/questions/draft";

    internal SetView View { get; private set; } = null!;

    private protected async Task<bool> Load()
    {
        if (await Service<ReadQuestionSets>().Draft(Cancel) is not { } view)
            return false;
        View = view;
        return true;
    }

    /// <summary>Changes the draft; on a refusal the same page again.</summary>
    private protected async Task<IActionResult> Change(uint version, DraftChange change, Func<IActionResult> ok, Func<Task>? reload = null) =>
        await Answer(await Service<QuestionSetActs>().Edit(new EditDraft(version, change), Cancel), ok, reload ?? Load);
}

/// <summary>The draft question set: its sections and questions in order, and what stands against opening it.</summary>
[Requires(Act.EditQuestions)]
public sealed class DraftModel : DraftPage
{
    private Dictionary<string, QuestionFate> fates = [];

    public async Task<IActionResult> OnGetAsync() => await LoadAll() ? Page() : NotFound();

    /// <param name="move">"up" or "down", "section" or "question", and its id.</param>
    public async Task<IActionResult> OnPostAsync(uint version, string? move)
    {
        if (!await LoadAll() || move?.Split(':') is not [var direction, var what, var id])
            return NotFound();
        var by = direction == "up" ? -1 : 1;
        return await Change(version, what == "section" ? new MoveSection(id, by) : new MoveQuestion(id, by),
            () => LocalRedirect($"{Home}#{(what == "section" ? id : View.Set.Sections.FirstOrDefault(s => s.Questions.Any(q => q.Id == id))?.Id)}"), LoadAll);
    }

    internal QuestionFate? Fate(Question question) => fates.TryGetValue(question.Id, out var fate) ? fate : null;

    internal IEnumerable<string> Uses(Question q)
    {
        if (q.Required)
            yield return T["必須"];
        if (q.RequiredIf is { } condition)
            yield return T["{0}は必須", QuestionWords.Condition(condition, View.Set, T)];
        if (q.Filter)
            yield return T["絞り込み"];
        if (q.Weight is { } weight)
            yield return T["検索{0}", weight];
        if (!q.Export)
            yield return T["公開ファイルに出さない"];
        if (!q.Compare)
            yield return T["比較表に出さない"];
    }

    /// <summary>The field on the page where it is put right.</summary>
    internal string? Address(SetFault fault) => (fault, fault.Refusal.Field) switch
    {
        ({ Question: { } question }, { } field) => $"{Home}/questions/{question}#{TagBuilder.CreateSanitizedId(field, "_")}",
        ({ Section: { } section }, "Input.Questions") => $"{Home}/questions/new?section={section}",
        ({ Section: { } section }, { } field) => $"{Home}/sections/{section}#{TagBuilder.CreateSanitizedId(field, "_")}",
        _ => null,
    };

    internal string Where(SetFault fault) => T["{0}：", fault.Question is { } id && View.Set.Find(id) is { } question ? Name(question.Ja, question.En, id)
        : View.Set.Sections.FirstOrDefault(s => s.Id == fault.Section) is { } section ? Name(section.Ja, section.En, section.Id) : ""];

    private string Name(string ja, string en, string id) => T.Pick(ja, en) is { Length: > 0 } name ? name : id;

    private async Task<bool> LoadAll()
    {
        if (!await Load())
            return false;
        if (View.Before is { } before)
            fates = SetDifferences.Of(before, View.Set, T).Where(d => d.Fate != QuestionFate.Removed).DistinctBy(d => d.Question.Id).ToDictionary(d => d.Question.Id, d => d.Fate, StringComparer.Ordinal);
        return true;
    }
}
