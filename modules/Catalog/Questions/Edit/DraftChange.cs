using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <summary>One change of a draft question set. It may leave faults elsewhere; those stand in the way of opening, and the draft's page lists them.</summary>
internal abstract record DraftChange
{
    /// <param name="rules">Judge the changed set.</param>
    public abstract Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules);

    protected static QuestionSet With(QuestionSet set, string section, Func<QuestionSection, QuestionSection> change) =>
        set with { Sections = [.. set.Sections.Select(s => s.Id == section ? change(s) : s)] };

    /// <summary>The set, unless one of these faults is in what was just changed.</summary>
    protected static Result<QuestionSet> Unless(QuestionSet set, IEnumerable<SetFault> faults) =>
        faults.Select(f => f.Refusal).ToList() is { Count: > 0 } wrong ? Result<QuestionSet>.No(wrong) : set;

    protected static List<T> Moved<T>(IReadOnlyList<T> items, int from, int by)
    {
        var moved = items.ToList();
        var to = Math.Clamp(from + by, 0, moved.Count - 1);
        (moved[from], moved[to]) = (moved[to], moved[from]);
        return moved;
    }

    protected static int PlaceOf(QuestionSection section, string question) => section.Questions.ToList().FindIndex(q => q.Id == question);
}

internal sealed record AddSection(string Id, string Ja, string En, EntryKind AppliesTo) : DraftChange
{
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules)
    {
        var added = set with { Sections = [.. set.Sections, new QuestionSection(Id, Ja, En, AppliesTo, [])] };
        // A new section is empty until its first question comes.
        return Unless(added, rules.Check(added).Where(f => f.Section == Id && f.Question is null && f.Refusal.Code != "empty-section"));
    }
}

internal sealed record RenameSection(string Id, string Ja, string En) : DraftChange
{
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules)
    {
        if (set.Sections.All(s => s.Id != Id))
            return Refusal.NotFound();
        var renamed = With(set, Id, s => s with { Ja = Ja, En = En });
        return Unless(renamed, rules.Check(renamed).Where(f => f.Section == Id && f.Question is null && f.Refusal.Field is "Input.Ja" or "Input.En"));
    }
}

/// <param name="By">-1: before the one before; 1: after the next.</param>
internal sealed record MoveSection(string Id, int By) : DraftChange
{
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules) => set.Sections.ToList().FindIndex(s => s.Id == Id) is >= 0 and var place
        ? set with { Sections = Moved(set.Sections, place, By) } : Refusal.NotFound();
}

internal sealed record RemoveSection(string Id) : DraftChange
{
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules)
    {
        if (set.Sections.FirstOrDefault(s => s.Id == Id) is not { } section)
            return Refusal.NotFound();
        return section.Questions.FirstOrDefault(q => QuestionSetRules.IsCore(q.Id)) is { } core
            ? Refusal.Conflict("core-question", "質問「{0}」は名前や料金の表示に使うため、外せません。", new QuestionLabel(core))
            : set with { Sections = [.. set.Sections.Where(s => s.Id != Id)] };
    }
}

/// <summary>A new question, at the end of its section; its further traits follow on its own page.</summary>
internal sealed record AddQuestion(string Section, Question Question) : DraftChange
{
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules)
    {
        if (set.Sections.All(s => s.Id != Section))
            return Refusal.NotFound();
        var added = With(set, Section, s => s with { Questions = [.. s.Questions, Question] });
        return Unless(added, rules.Check(added).Where(f => f.Section == Section && f.Question == Question.Id && f.Refusal.Field is "Input.Id" or "Input.Ja" or "Input.En" or "Input.Kind"));
    }
}

/// <param name="Id">Its id until now; another one only where no version with it was opened.</param>
internal sealed record SaveQuestion(string Id, Question Question) : DraftChange
{
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules)
    {
        if (set.Sections.FirstOrDefault(s => PlaceOf(s, Id) >= 0) is not { } section)
            return Refusal.NotFound();
        if (Question.Id != Id && rules.WasOpen(Id))
            return Refusal.Invalid("Input.Id", "id-fixed", "公開したことのある質問の識別名は変えられません。");
        // Conditions that look at it go along with a new name.
        var saved = set with
        {
            Sections = [.. set.Sections.Select(s => s with
            {
                Questions = [.. s.Questions.Select(q => s == section && q.Id == Id ? Question : q.RequiredIf?.Question == Id && Question.Id != Id ? q with { RequiredIf = q.RequiredIf with { Question = Question.Id } } : q)],
            })],
        };
        return Unless(saved, rules.Check(saved).Where(f => f.Section == section.Id && f.Question == Question.Id));
    }
}

internal sealed record MoveQuestion(string Id, int By) : DraftChange
{
    /// <summary>Past the end of its section it goes into the next one that the same people answer.</summary>
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules)
    {
        if (set.Sections.FirstOrDefault(s => PlaceOf(s, Id) >= 0) is not { } section)
            return Refusal.NotFound();
        var place = PlaceOf(section, Id);
        if (place + By >= 0 && place + By < section.Questions.Count)
            return With(set, section.Id, s => s with { Questions = Moved(s.Questions, place, By) });
        var same = set.For(section.AppliesTo).ToList();
        var next = same.ElementAtOrDefault(same.IndexOf(section) + By);
        if (next is null || same.IndexOf(section) + By < 0)
            return set;
        var question = section.Questions[place];
        return With(With(set, section.Id, s => s with { Questions = [.. s.Questions.Where(q => q.Id != Id)] }), next.Id,
            s => s with { Questions = By < 0 ? [.. s.Questions, question] : [question, .. s.Questions] });
    }
}

internal sealed record RemoveQuestion(string Id) : DraftChange
{
    public override Result<QuestionSet> Apply(QuestionSet set, QuestionSetRules rules)
    {
        if (set.Sections.FirstOrDefault(s => PlaceOf(s, Id) >= 0) is not { } section)
            return Refusal.NotFound();
        if (QuestionSetRules.IsCore(Id))
            return Refusal.Conflict("core-question", "質問「{0}」は名前や料金の表示に使うため、外せません。", new QuestionLabel(set.Find(Id)!));
        return With(set, section.Id, s => s with { Questions = [.. s.Questions.Where(q => q.Id != Id)] });
    }
}
