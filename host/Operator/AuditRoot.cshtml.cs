using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Host.Operator;

/// <summary>The audit chain's latest root for everybody to note, and any earlier one to compare with: /audit/root, as JSON at /api/v1/audit/root.</summary>
[Requires(Act.Browse), ResponseCache(NoStore = true)]
public sealed class AuditRootModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public long? Number { get; set; }

    public AuditBlock? Block { get; private set; }
    public string Hash => Convert.ToHexStringLower(Block!.Hash);
    public string Previous => Convert.ToHexStringLower(Block!.Previous);
    public string JsonUrl => Number is null ? "/api/v1/audit/root" : string.Create(CultureInfo.InvariantCulture, $"/api/v1/audit/root?number={Number}");

    public async Task<IActionResult> OnGetAsync()
    {
        Block = await Find(Service<SharedDbContext>(), Number, Cancel);
        return Block is null && Number is not null ? Again(StatusCodes.Status404NotFound) : Page();
    }

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/audit/root", Json).WithMetadata(new RequiresAttribute(Act.Browse)).WithName("AuditRoot").WithSummary("The audit chain's latest root, or that of an earlier block");

    private static async Task<IResult> Json(SharedDbContext db, CancellationToken cancel, long? number = null) =>
        await Find(db, number, cancel) is { } block
            ? Results.Json(new { number = block.Number, hash = Convert.ToHexStringLower(block.Hash), previous = Convert.ToHexStringLower(block.Previous), rows = block.Rows, sealedAt = block.SealedAt })
            : Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No such block");

    private static Task<AuditBlock?> Find(SharedDbContext db, long? number, CancellationToken cancel) =>
        db.AuditBlocks.AsNoTracking().Where(b => number == null || b.Number == number).OrderByDescending(b => b.Number).FirstOrDefaultAsync(cancel);
}
