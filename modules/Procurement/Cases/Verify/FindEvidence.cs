using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>What anybody may know of a locked search whose hash they hold: that it stands, since when, and which editions of which listings were its candidates. Body, conditions, prices for
/// the body and the choice are not told: before a contract they are the body's own, and who holds the file has them anyway.</summary>
/// <param name="Holds">The hash computed anew from what is stored today is the same, and so is that of every candidate.</param>
internal sealed record EvidenceFound(string Hash, DateTimeOffset LockedAt, bool Holds, IReadOnlyList<EvidenceCandidate> Candidates);

/// <param name="Service">The listing's public id.</param>
/// <param name="ContentHash">SHA-256 of the edition, as its public history shows it.</param>
/// <param name="Holds">The edition's hash computed anew from what was locked of it is the same.</param>
internal sealed record EvidenceCandidate(int Position, string Service, int Version, string Name, string Seller, string ContentHash, bool Holds);

/// <summary>Finds a locked search by its hash, for anybody.</summary>
internal sealed class FindEvidence(ProcurementDbContext db)
{
    public static readonly Refusal NoHash = Refusal.Invalid("hash", "not-a-hash", "照合値は64文字の英数字（0〜9、a〜f）です。ファイルから写し直してください。");

    /// <summary>Null when the text is no hash or no locked search has it.</summary>
    public async Task<EvidenceFound?> Find(string typed, CancellationToken cancel)
    {
        if (Read(typed) is not { } hash)
            return null;
        // Not fenced to a body: the holder of the hash may ask, whoever it is; see EvidenceFound for what they are told.
        var found = await db.WholeCases().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(c => c.EvidenceHash == hash, cancel);
        return found is null ? null : new EvidenceFound(hash, found.LockedAt!.Value, found.EvidenceHolds(),
            [.. found.Candidates.OrderBy(c => c.Position).Select(c => new EvidenceCandidate(c.Position, c.Offer.PublicId, c.OfferVersion, c.Name, c.SellerName, c.ContentHash, c.Holds))]);
    }

    /// <summary>64 hexadecimal digits, however they were copied: with blanks, in capitals, in full width. Null when it is something else.</summary>
    public static string? Read(string? typed)
    {
        var text = string.Concat((typed ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return text.Length == 64 && text.All(char.IsAsciiHexDigitLower) ? text : null;
    }
}
