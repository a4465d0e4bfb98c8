using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

/// <summary>Asks before a proof is removed.</summary>
[Requires(Act.ApplyForCertification)]
internal sealed class RemoveProofModel : ApplicationPage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public Proof Proof { get; private set; } = null!;

    /// <summary>Without it nobody may contract any more.</summary>
    public bool IsLast { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find())
            return NotFound();
        return Answer(await Service<ChangeProofsHandler>().Handle(new RemoveProof(Id), Cancel), () =>
        {
            Flash(T["証明書「{0}」を削除しました。", T[Proof.Kind.Name()]]);
            return LocalRedirect("/certification/proofs");
        });
    }

    private async Task<bool> Find()
    {
        await Load();
        Proof = Proofs.FirstOrDefault(p => string.Equals(p.PublicId, Id, StringComparison.Ordinal))!;
        IsLast = Proof is not null && Submitting.HasSecurityProof(Proofs, Today) && !Submitting.HasSecurityProof(Proofs.Where(p => p != Proof), Today);
        return Proof is not null;
    }
}
