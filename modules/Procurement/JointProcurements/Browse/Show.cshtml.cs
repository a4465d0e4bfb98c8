using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.ReadJointProcurements)]
public sealed class JointShowModel : JointPage
{
    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();
}
