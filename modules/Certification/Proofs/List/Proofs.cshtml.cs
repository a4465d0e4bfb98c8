using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>The own proofs.</summary>
[Requires(Act.ApplyForCertification)]
internal sealed class ProofsModel : ApplicationPage
{
    public Task OnGetAsync() => Load();
}
