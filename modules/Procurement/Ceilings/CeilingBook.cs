using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Ceilings;

/// <summary>The ceiling of a category on a day.</summary>
/// <param name="Own">What the body set; null when it has set nothing for that day.</param>
/// <param name="Law">The order's value, if it was read at its source; null when that is still to be checked.</param>
internal sealed record Ceiling(CeilingCategory Category, BodyCeiling? Own, LegalCeiling? Law)
{
    /// <summary>Up to this 予定価格 (with tax) 施行令167条の2第1項第1号 may be used; null when neither is known. Without an own setting it is the law's value,
    /// which the body's rules may lower.</summary>
    public Money? Amount => Own?.Amount ?? Law?.Amount;
}

/// <summary>All ceilings of one body.</summary>
internal sealed record CeilingBook(LocalGovernmentCode Body, BodyClass Class, IReadOnlyList<BodyCeiling> Own, IReadOnlyList<LegalCeiling> Legal)
{
    public Ceiling On(DateOnly day, CeilingCategory category) => new(category,
        Own.Where(c => c.Category == category && c.ValidFrom <= day).OrderBy(c => c.ValidFrom).ThenBy(c => c.Revision).LastOrDefault(),
        LawOn(day, category));

    /// <summary>How often the setting of that day was entered.</summary>
    public int RevisionOf(CeilingCategory category, DateOnly from) => Own.Where(c => c.Category == category && c.ValidFrom == from).Select(c => c.Revision).DefaultIfEmpty().Max();

    /// <summary>A body may set less than the law, never more (施行令167条の2第1項第1号).</summary>
    public Refusal? Above(CeilingCategory category, DateOnly from, Money amount) => LawOn(from, category) is { } law && amount > law.Amount
        ? Refusal.Invalid("Input.Amount", "above-the-law", "政令（地方自治法施行令別表第五）の額は{0}で、{1}超えています。規則で定められるのは政令の額までです。", law.Amount, amount - law.Amount)
        : null;

    private LegalCeiling? LawOn(DateOnly day, CeilingCategory category) =>
        Legal.Where(c => c.Class == Class && c.Category == category && c.ValidFrom <= day).OrderBy(c => c.ValidFrom).LastOrDefault() is { Verified: true } law ? law : null;
}

/// <summary>Reads a body's book.</summary>
internal sealed class CeilingBooks(ProcurementDbContext db, IOrganisations organisations)
{
    /// <summary>Null when there is no such body.</summary>
    public async Task<CeilingBook?> Of(LocalGovernmentCode body, CancellationToken cancel)
    {
        if (await organisations.FindByCode(body, cancel) is not { } organisation)
            return null;
        var own = await db.Set<BodyCeiling>().AsNoTracking().Where(c => c.BodyCode == body).ToListAsync(cancel);
        var legal = await db.Set<LegalCeiling>().AsNoTracking().ToListAsync(cancel);
        return new CeilingBook(body, organisation.Kind == OrganisationKind.Prefecture || organisation.IsDesignatedCity ? BodyClass.Large : BodyClass.Small, own, legal);
    }
}
