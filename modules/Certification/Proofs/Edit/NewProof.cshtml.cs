using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

[Requires(Act.ApplyForCertification)]
internal sealed class NewProofModel : ProofFormPage
{
    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAsync()
    {
        await Load();
        if (!ModelState.IsValid)
            return Again();
        var facts = Input.Read();
        if (!facts.Ok)
            return Answer(facts, _ => Page());
        var id = Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id;
        return Answer(await Service<ChangeProofsHandler>().Handle(new AddProof(id, facts.Value), Cancel), () => Saved(T["証明書を登録しました。"]));
    }
}
