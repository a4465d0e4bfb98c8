using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement;

/// <summary>Opens a joint procurement with the actor's body as lead (幹事). Returns its public id; asked twice with the same id, the first one.</summary>
internal sealed class OpenJointProcurement(ProcurementDbContext db, ICatalogue catalogue)
{
    public async Task<Result<string>> Handle(JointTerms terms, CancellationToken cancel)
    {
        if (await First(terms.Id, cancel) is { } first)
            return first;
        var categories = await catalogue.Categories(cancel);
        var unknown = categories.Any(c => c.Parent is not null && string.Equals(c.Code, terms.Category, StringComparison.Ordinal))
            ? Array.Empty<Refusal>()
            : [Refusal.Invalid("Input.Category", "category-unknown", "業務分類を選んでください。")];
        var opened = JointProcurement.Open(terms, db.Actor, await db.DatabaseNow(cancel));
        if (!opened.Ok || unknown.Length > 0)
            return Result<string>.No(opened.Refusals.Concat(unknown));
        db.Add(opened.Value);
        var saved = await db.Save(cancel);
        // Two submits at the same moment: the second one meets the first one's key.
        return saved.Ok ? opened.Value.PublicId : await First(terms.Id, cancel) is { } other ? other : Result<string>.No(saved.Refusals);
    }

    private Task<string?> First(Guid id, CancellationToken cancel) =>
        db.Set<JointProcurement>().Where(j => j.Id == id && j.LeadId == db.Actor.OrganisationId).Select(j => j.PublicId).SingleOrDefaultAsync(cancel);
}
