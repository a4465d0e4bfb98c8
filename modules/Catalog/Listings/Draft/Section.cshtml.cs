using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>One section of a listing. What is right is saved; what is not is shown again as typed, with what to do.</summary>
[Requires(Act.DraftListings)]
public sealed class SectionModel : MarketplacePage
{
    internal ListingView View { get; private set; } = null!;
    internal SectionView Current { get; private set; } = null!;

    /// <summary>1, 2, ... among the listing's sections.</summary>
    internal int Place { get; private set; }
    internal string? Next => Place < View.Sections.Count ? $"{View.Entry.Url}/{View.Sections[Place].Section.Id}" : null;
    internal bool PartlySaved { get; private set; }

    /// <summary>Rows of price plans and tables to show.</summary>
    internal RowsShown Rows { get; private set; } = RowsShown.None;

    /// <summary>What is new or changed, while the listing is being brought over from an older question set.</summary>
    internal IReadOnlyDictionary<string, QuestionFate> Marks { get; private set; } = new Dictionary<string, QuestionFate>(StringComparer.Ordinal);

    public async Task<IActionResult> OnGetAsync(string publicId, string section)
    {
        if (!await Load(publicId, section))
            return NotFound();
        // An older question set is not filled in any further: first the listing goes over to the open one.
        return View.Entry.Editable && View.IsOlder ? LocalRedirect($"{View.Entry.Url}/questions") : Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId, string section, uint version, string? go)
    {
        if (!await Load(publicId, section))
            return NotFound();
        Rows = RowsShown.Posted(Current.Section, Request.Form, go);
        KeepTyped();
        if (RowsShown.Adds(go))
            return Page();

        var form = AnswerForm.Read(Current.Section, field => [.. Request.Form[field].Select(v => v ?? "")]);
        var saved = await Service<SaveAnswersHandler>().Handle(new SaveAnswers(publicId, version, form.Answers), Cancel);
        if (!saved.Ok)
            return await Answer(saved, _ => Page(), () => Load(publicId, section));
        foreach (var wrong in form.Unreadable.Concat(saved.Value.Wrong))
            ModelState.AddModelError(wrong.Field ?? "", T[wrong]);
        if (ModelState.ErrorCount > 0)
        {
            // The next submit builds on what was just saved.
            ModelState.Remove("Version");
            PartlySaved = form.Answers.Any(a => a.Value is not null && saved.Value.Wrong.All(w => w.Field?.StartsWith(Question.FieldOf(a.Key), StringComparison.Ordinal) != true));
            await Load(publicId, section);
            return Again();
        }

        await Load(publicId, section);
        Flash(Current.Missing == 0 ? T["「{0}」を保存しました。", T.Pick(Current.Section.Ja, Current.Section.En)]
            : T["「{0}」を保存しました。未入力の必須項目が{1}件あります。", T.Pick(Current.Section.Ja, Current.Section.En), Current.Missing]);
        return LocalRedirect(go == "next" && Next is { } next ? next : View.Entry.Url);
    }

    private async Task<bool> Load(string publicId, string section)
    {
        if (await Service<ReadListing>().Find(publicId, Cancel) is not { } view || view.Sections.FirstOrDefault(s => s.Section.Id == section) is not { } current)
            return false;
        (View, Current, Place) = (view, current, view.Sections.ToList().IndexOf(current) + 1);
        Marks = await Service<ReadRenewal>().Marks(view.Entry, view.Set, Cancel);
        return true;
    }

    /// <summary>Lets the fields show what was typed. A group of boxes that was left empty posts nothing, which is an answer too.</summary>
    private void KeepTyped()
    {
        foreach (var question in Current.Section.Questions)
            ModelState.SetModelValue(question.Field, Array.Empty<string>(), "");
        foreach (var (field, values) in Request.Form.Where(f => f.Key.StartsWith("answers[", StringComparison.Ordinal)))
            ModelState.SetModelValue(field, values.Select(v => v ?? "").ToArray(), values.ToString());
    }
}
