using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Ceilings;

/// <summary>The order's values and the adoption days that are known. Law follows the file when it is corrected; what a body has set stays.</summary>
internal sealed class CeilingSeed(ProcurementDbContext db, TimeProvider time) : ISeed
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>令和7年政令94号.</summary>
    private static readonly DateOnly Amended = new(2025, 4, 1);

    public int Order => 45;
    public string Name => "ceilings";

    public async Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel)
    {
        var path = Path.Combine(seedFolder, "ceilings.json");
        if (!File.Exists(path))
            return;
        await using var json = File.OpenRead(path);
        var file = (await JsonSerializer.DeserializeAsync<CeilingFile>(json, Json, cancel))!;
        var known = await db.Set<LegalCeiling>().ToListAsync(cancel);
        foreach (var row in file.Law)
        {
            var law = known.Find(k => k.Class == row.Class && k.Category == row.Category && k.ValidFrom == row.ValidFrom);
            if (law is null)
                db.Add(law = new LegalCeiling { Class = row.Class, Category = row.Category, ValidFrom = row.ValidFrom });
            (law.Amount, law.Verified, law.Source) = (row.AmountYen, row.Verified, row.Source);
        }

        foreach (var body in file.Adopted.SelectMany(b => Rows(b, file.Law)))
        {
            if (!await db.Set<BodyCeiling>().IgnoreQueryFilters().AnyAsync(c => c.BodyCode == body.BodyCode && c.Category == body.Category && c.ValidFrom == body.ValidFrom, cancel))
                db.Add(body);
        }

        await db.SaveChangesAsync(cancel);
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{file.Law.Length} statutory ceilings, {file.Adopted.Length} bodies with a known day of adoption"));
    }

    // All five are municipalities other than designated cities. Those that adopted later kept the former values until then.
    private IEnumerable<BodyCeiling> Rows(Adoption body, LawRow[] law)
    {
        var days = body.OldBefore ? new[] { (From: Amended, Law: Amended.AddDays(-1)), (From: body.NewFrom, Law: body.NewFrom) } : [(From: body.NewFrom, Law: body.NewFrom)];
        return days.SelectMany(day => law.Where(l => l.Class == BodyClass.Small && l.ValidFrom <= day.Law).GroupBy(l => l.Category).Select(g => g.MaxBy(l => l.ValidFrom)!)
            .Where(l => l.Verified).Select(l => new BodyCeiling
            {
                Id = OperationIds.Of(Guid.Empty, string.Create(CultureInfo.InvariantCulture, $"ceiling/{body.Code}/{l.Category}/{day.From:yyyy-MM-dd}")),
                BodyCode = body.Code,
                Category = l.Category,
                ValidFrom = day.From,
                Revision = 1,
                Amount = l.AmountYen,
                Source = body.Source,
                EnteredAt = time.GetUtcNow(),
            }));
    }

    private sealed record CeilingFile(LawRow[] Law, Adoption[] Adopted);

    private sealed record LawRow(BodyClass Class, CeilingCategory Category, DateOnly ValidFrom, Money AmountYen, bool Verified, string Source);

    private sealed record Adoption(LocalGovernmentCode Code, DateOnly NewFrom, bool OldBefore, string Source);
}
