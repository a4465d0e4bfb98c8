using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>Opens a case of the actor's body.</summary>
/// <param name="Id">From the form; submitted twice, the first case is the answer.</param>
/// <param name="Search">Query string of a search to save to it at once; empty for none.</param>
internal sealed record OpenCase(Guid Id, CaseFacts Facts, string Search);

internal sealed class OpenCaseHandler(ProcurementDbContext db, IOrganisations organisations, ICatalogue catalogue, BudgetLines lines, TimeProvider time)
{
    /// <returns>The case's public id.</returns>
    public async Task<Result<string>> Handle(OpenCase command, CancellationToken cancel)
    {
        if (await Existing(command.Id, cancel) is { } before)
            return before;
        if (command.Facts.Check(time.JapanToday()) is { Count: > 0 } faults)
            return Result<string>.No(faults);
        var right = await lines.RightOf(command.Facts, cancel);
        if (!right.Ok)
            return Result<string>.No(right.Refusals);
        var line = await lines.NameOf(command.Facts, cancel);
        if (!line.Ok)
            return Result<string>.No(line.Refusals);
        if (await organisations.Find(db.Actor.OrganisationId, cancel) is not { Code: not null } body)
            return Refusal.NotFound();

        var now = time.GetUtcNow();
        var opened = ProcurementCase.Open(command.Id, command.Facts, line.Value, right.Value, body, db.Actor, now);
        if (command.Search.Length > 0)
        {
            var found = await catalogue.Find(command.Search, 1, cancel);
            opened.SaveSearch(command.Search, found.InWords, found.Total, db.Actor, now);
        }

        db.Add(opened);
        var saved = await db.Save(cancel);
        if (saved.Ok)
            return opened.PublicId;
        db.ChangeTracker.Clear();
        return await Existing(command.Id, cancel) is { } first ? first : Result<string>.No(saved.Refusals);
    }

    private Task<string?> Existing(Guid id, CancellationToken cancel) =>
        db.Set<ProcurementCase>().Where(c => c.Id == id).Select(c => c.PublicId).SingleOrDefaultAsync(cancel);
}
