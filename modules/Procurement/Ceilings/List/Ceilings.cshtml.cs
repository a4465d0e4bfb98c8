using Marketplace.Shared;

namespace Marketplace.Procurement.Ceilings;

/// <summary>A body's ceilings for small negotiated contracts: today's, and every setting there was.</summary>
[Requires(Act.ReadBudget)]
internal sealed class CeilingsModel : BudgetPage
{
    public CeilingBook? Book { get; private set; }
    public bool MaySet => Actor.BodyCode is not null && Actor.May(Act.SetCeilings);
    public IEnumerable<Ceiling> Now => Enum.GetValues<CeilingCategory>().Select(c => Book!.On(Today, c));
    public IEnumerable<BodyCeiling> Settings => Book!.Own.OrderByDescending(c => c.ValidFrom).ThenBy(c => c.Category).ThenByDescending(c => c.Revision);

    public async Task OnGetAsync() => Book = Body is { } body ? await Service<CeilingBooks>().Of(body, Cancel) : null;

    /// <summary>Whether a later correction took a setting's place.</summary>
    public bool IsReplaced(BodyCeiling setting) => setting.Revision < Book!.RevisionOf(setting.Category, setting.ValidFrom);
}
