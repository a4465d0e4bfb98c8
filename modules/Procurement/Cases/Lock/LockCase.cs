using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>検索確定.</summary>
/// <param name="Seen">Fingerprint of the candidates that the confirmation page showed.</param>
/// <param name="Confirmed">The box "this is final" was ticked.</param>
internal sealed record LockCase(string PublicId, uint Version, string Seen, bool Confirmed);

internal sealed class LockCaseHandler(ProcurementDbContext db, ICatalogue catalogue)
{
    public async Task<Result> Handle(LockCase command, CancellationToken cancel)
    {
        if (await db.FindCase(command.PublicId, cancel) is not { } found)
            return Refusal.NotFound();
        if (found.IsLocked)
            return Result.Done;
        if (!command.Confirmed)
            return Refusal.Invalid("Input.Confirmed", "not-confirmed", "確定すると変えられないことを確認し、チェックを入れてください。");
        var offers = found.Search is { } search ? await catalogue.Find(search.Query, ProcurementCase.MaxCandidates, cancel) : new CandidateList(0, [], "");
        db.Expect(found, command.Version);
        var locked = found.Lock(offers, db.Actor, await db.DatabaseNow(cancel));
        if (!locked.Ok)
            return locked;
        if (!string.Equals(command.Seen, Fingerprint(offers), StringComparison.Ordinal))
            return Refusal.Conflict("candidates-changed", "この画面を開いたあとに、検索の結果が変わりました（新しい掲載・改定・取下げ）。候補を確認し直してから、もう一度確定してください。");
        return await db.SaveMove(command.PublicId, now => now.IsLocked, cancel);
    }

    /// <summary>Changes when another offer, another version or another order is found.</summary>
    public static string Fingerprint(CandidateList found) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(';', found.Offers.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.OfferId}:{o.Version}")).Prepend(found.Total.ToString(CultureInfo.InvariantCulture))))))[..16];
}
