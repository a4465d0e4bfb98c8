using System.Globalization;
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

    /// <summary>Rows of the price plan to show.</summary>
    internal int TierRows { get; private set; } = PricePlanForm.Rows;

    public async Task<IActionResult> OnGetAsync(string publicId, string section) => await Load(publicId, section) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string publicId, string section, uint version, string? go, int rows)
    {
        if (!await Load(publicId, section))
            return NotFound();
        TierRows = Math.Clamp(rows, TierRows, PricePlanAnswer.MostTiers);
        KeepTyped();
        if (go == "add-row")
        {
            TierRows = Math.Min(TierRows + PricePlanForm.Rows, PricePlanAnswer.MostTiers);
            return Page();
        }

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
        TierRows = current.Section.Questions.Where(q => q.Kind == QuestionKind.PricePlan)
            .Select(q => PricePlanAnswer.Read(view.Entry.Answers[q.Id])?.Tiers.Count ?? 0).Append(TierRows).Max();
        return true;
    }

    /// <summary>Lets the fields show what was typed. A group of boxes that was left empty posts nothing, which is an answer too.</summary>
    private void KeepTyped()
    {
        foreach (var question in Current.Section.Questions)
            ModelState.SetModelValue(question.Field, Array.Empty<string>(), "");
        foreach (var (field, values) in Request.Form.Where(f => f.Key.StartsWith("answers[", StringComparison.Ordinal)))
            ModelState.SetModelValue(field, values.Select(v => v ?? "").ToArray(), values.ToString());
        ModelState.SetModelValue("rows", TierRows, TierRows.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>What the partial view of one question needs.</summary>
internal sealed record QuestionField(Question Question, System.Text.Json.Nodes.JsonNode? Answer, string? Comment, CategoryTree Categories, int TierRows, string EntryUrl = "");
