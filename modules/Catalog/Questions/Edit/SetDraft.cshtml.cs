using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>What the pages about the draft share.</summary>
internal abstract class SetDraftPage : MarketplacePage
{
    public QuestionSetVersion Draft { get; private set; } = null!;
    public QuestionSet Set { get; private set; } = null!;
    public QuestionSet Open { get; private set; } = null!;

    protected async Task<bool> Load()
    {
        var db = Service<CatalogDbContext>();
        db.ChangeTracker.Clear();
        if (await db.QuestionSets.AsNoTracking().SingleOrDefaultAsync(s => s.State == QuestionSetState.Draft, Cancel) is not { } draft)
            return false;
        (Draft, Set) = (draft, QuestionSet.Parse(draft.Definition));
        Open = QuestionSet.Parse(await db.QuestionSets.Where(s => s.State == QuestionSetState.Open).Select(s => s.Definition).SingleAsync(Cancel));
        return true;
    }

    public static string Kind(QuestionKind kind, Texts t) => kind switch
    {
        QuestionKind.Text => t["短い文"],
        QuestionKind.LongText => t["長い文（Markdown）"],
        QuestionKind.YesNo => t["はい・いいえ"],
        QuestionKind.Radios => t["ひとつ選ぶ"],
        QuestionKind.Checkboxes => t["いくつでも選ぶ"],
        QuestionKind.Number => t["数"],
        QuestionKind.Date => t["日付"],
        QuestionKind.Url => t["URL"],
        QuestionKind.Email => t["メールアドレス"],
        QuestionKind.List => t["短い文の並び"],
        QuestionKind.Category => t["業務分類"],
        QuestionKind.PricePlan => t["料金表"],
        QuestionKind.Upload => t["ファイル"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown question kind."),
    };
}

/// <summary>The draft: its questions in order, what stands against opening it, and how it differs from the open set.</summary>
[Requires(Act.EditQuestions)]
internal sealed class SetDraftModel : SetDraftPage
{
    public IReadOnlyList<SetFault> Faults => QuestionSetRules.Faults(Set, Open);

    public IReadOnlyList<(SetChange Change, Question Question)> Differences => QuestionSetRules.Differences(Open, Set);

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : LocalRedirect("/reviews/questions");

    public Task<IActionResult> OnPostUpAsync(uint version, string id) => Changed(new MoveInSet(version, id, -1), id);

    public Task<IActionResult> OnPostDownAsync(uint version, string id) => Changed(new MoveInSet(version, id, 1), id);

    public async Task<IActionResult> OnPostOpenAsync(uint version) => await Answer(await Service<QuestionSetActs>().Handle(new OpenSetDraft(version), Cancel), () =>
    {
        Flash(T["新しい質問票を公開しました。新しい掲載はこの版に答えます。公開中の掲載は、事業者が新しい版に答え直すまでそのままです。"]);
        return LocalRedirect("/reviews/questions");
    }, Load);

    public async Task<IActionResult> OnPostDropAsync(uint version) => await Answer(await Service<QuestionSetActs>().Handle(new DropSetDraft(version), Cancel), () =>
    {
        Flash(T["下書きを捨てました。"]);
        return LocalRedirect("/reviews/questions");
    }, Load);

    private async Task<IActionResult> Changed(MoveInSet command, string id) =>
        await Answer(await Service<QuestionSetActs>().Handle(command, Cancel), () => LocalRedirect($"/reviews/questions/draft#q-{Uri.EscapeDataString(id)}"), Load);
}
