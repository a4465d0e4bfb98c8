using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.ReadJointProcurements)]
public sealed class JointShowModel : JointPage
{
    internal const int PageSize = 50;

    /// <summary>Page of the participating bodies, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>Part of a body's name to look for among the participating bodies.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Body { get; set; }

    internal IReadOnlyList<Participant> Found { get; private set; } = [];
    internal int Pages => (Found.Count + PageSize - 1) / PageSize;
    internal IEnumerable<Participant> Rows => Found.Skip((P - 1) * PageSize).Take(PageSize);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load())
            return NotFound();
        Body = string.IsNullOrWhiteSpace(Body) ? null : Body.Trim();
        Found = [.. View.Rows.Where(p => Body is null || p.BodyName.Contains(Body, StringComparison.Ordinal))];
        P = Math.Clamp(P, 1, Math.Max(1, Pages));
        return Page();
    }
}
