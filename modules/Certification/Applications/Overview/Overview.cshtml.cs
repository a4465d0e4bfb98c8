using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>The vendor's own page on its certification: where it stands, what is missing, what to do next.</summary>
[Requires(Act.ApplyForCertification)]
internal sealed class OverviewModel : ApplicationPage
{
    public IReadOnlyList<TaskItem> Sections { get; private set; } = [];
    public int Done { get; private set; }
    public IReadOnlyList<HistoryItem> History { get; private set; } = [];

    /// <summary>Why nobody may contract today although it is certified; null when all is well or it is not certified.</summary>
    public string? Obstacle { get; private set; }

    public IReadOnlyList<Step> Steps => [.. StepsOf()];

    public async Task OnGetAsync()
    {
        await Load();
        var profile = Application.Company;
        var declaration = Application.Declaration;
        var proofs = Proofs.Count(p => !p.IsStruckOut);
        var proven = Submitting.HasSecurityProof(Proofs, Today);
        Sections =
        [
            Item(Questions.Company, profile.IsComplete, profile.IsEmpty),
            Item(Questions.Declaration, declaration.IsComplete, declaration.IsEmpty),
            new TaskItem(T["証明書"], "/certification/proofs",
                Comments.Keys.Any(IsOnProofs) ? T["コメントあり"] : proven ? T["{0}件", proofs] : proofs == 0 ? T["未入力"] : T["有効なものがありません"],
                Comments.Keys.Any(IsOnProofs) ? "warn" : proven ? "good" : proofs == 0 ? "neutral" : "bad",
                T["ISMAP、ISMS、プライバシーマークなど、情報セキュリティの証明書が1件以上必要です。"]),
        ];
        Done = (profile.IsComplete ? 1 : 0) + (declaration.IsComplete ? 1 : 0) + (proven ? 1 : 0);
        if (Application.State == ApplicationState.Certified && new VendorStanding(Application.Id, true, Proof.Views(Proofs)).WhyNot(Today) is not null)
            Obstacle = T["有効な情報セキュリティの証明書がありません。更新した証明書を登録するまで、団体はこの事業者と契約できません。"];
        History = [.. (await Service<CertificationDbContext>().History.AsNoTracking().Where(h => h.VendorId == Application.Id).OrderByDescending(h => h.At).Take(50).ToListAsync(Cancel))
            .Select(h => new HistoryItem(h.At, h.OrganisationName == Application.Name ? h.PersonName : h.OrganisationName, T[h.What.Word()], h.Detail.Length > 0 ? h.Detail : null))];
    }

    private TaskItem Item(Section section, bool complete, bool empty) => new(T[section.Title], section.Url,
        CommentsIn(section) > 0 ? T["コメントあり"] : complete ? T["入力済み"] : empty ? T["未入力"] : T["入力の途中"],
        CommentsIn(section) > 0 ? "warn" : complete ? "good" : empty ? "neutral" : "info");

    private IEnumerable<Step> StepsOf()
    {
        var at = Application.State switch { ApplicationState.Draft or ApplicationState.Returned => 0, ApplicationState.Submitted => 1, _ => 2 };
        yield return new Step(T["内容の入力と申請"], at == 0 ? StepState.Current : StepState.Done, Application.SubmittedAt is { } sent ? Dates.Short(sent.JapanDay()) : null);
        yield return new Step(T["運営者の審査"], at == 1 ? StepState.Current : at > 1 ? StepState.Done : StepState.Next);
        yield return new Step(T["認証"], Application.State == ApplicationState.Suspended ? StepState.Blocked : at == 2 ? StepState.Done : StepState.Next, Application.CertifiedAt is { } day ? Dates.Short(day.JapanDay()) : null);
    }

    private static bool IsOnProofs(string key) => key.StartsWith("proof", StringComparison.Ordinal);
}
