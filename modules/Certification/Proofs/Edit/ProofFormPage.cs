using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>Base of the pages that add and change a proof.</summary>
internal abstract class ProofFormPage : ApplicationPage
{
    [BindProperty]
    public ProofInput Input { get; set; } = new();

    public IReadOnlyList<Option> Kinds => [.. Enum.GetValues<ProofKind>().Select(k => new Option(k.ToString(), T[k.Name()], T[k.Hint()]))];

    protected IActionResult Saved(string done)
    {
        Flash(Application.IsPublic ? T["{0}内容はすぐに反映されました。後から運営者が確認します。", done] : done);
        return LocalRedirect("/certification/proofs");
    }
}
