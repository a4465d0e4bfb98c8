using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

[Requires(Act.ApplyForCertification)]
internal sealed class EditProofModel : ProofFormPage
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public Proof Proof { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return NotFound();
        Input = ProofInput.Of(Proof);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find())
            return NotFound();
        if (!ModelState.IsValid)
            return Again();
        var facts = Input.Read();
        if (!facts.Ok)
            return Answer(facts, _ => Page());
        return Answer(await Service<ChangeProofsHandler>().Handle(new ChangeProof(Id, Input.Version, facts.Value), Cancel), () => Saved(T["証明書を変更しました。"]));
    }

    private async Task<bool> Find()
    {
        await Load();
        Proof = Proofs.FirstOrDefault(p => string.Equals(p.PublicId, Id, StringComparison.Ordinal))!;
        return Proof is not null;
    }
}
