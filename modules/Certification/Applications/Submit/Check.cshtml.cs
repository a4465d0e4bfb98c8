using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>Check your answers, then submit.</summary>
[Requires(Act.ApplyForCertification)]
internal sealed class CheckModel : ApplicationPage
{
    [BindProperty]
    public CheckInput Input { get; set; } = new();

    public ApplicationContent Answers { get; private set; } = null!;
    public IReadOnlyList<Refusal> Missing { get; private set; } = [];

    public Task OnGetAsync() => Show();

    public async Task<IActionResult> OnPostAsync() =>
        await Answer(await Service<SubmitApplicationHandler>().Handle(new SubmitApplication(Input.Version), Cancel), () =>
        {
            Flash(T["認証を申請しました。運営者の審査担当に知らせました。結果が出るまで内容は変更できません。"]);
            return LocalRedirect("/certification");
        }, Show);

    private async Task Show()
    {
        await Load();
        Answers = Application.Content(Proofs);
        Missing = [.. Submitting.Missing(Application, Proofs, Today)];
    }
}

internal sealed class CheckInput
{
    public uint Version { get; set; }
}
