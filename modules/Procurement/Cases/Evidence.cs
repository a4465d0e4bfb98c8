using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Procurement.Cases;

/// <summary>The evidence of a locked search: a text that anybody can read, and its SHA-256. Whoever holds the text can compute the hash without this product.</summary>
internal static class Evidence
{
    /// <summary>The text: case, search, time, person and one line for each candidate with its hashes and price.</summary>
    public static string Document(ProcurementCase procurement, CaseSearch search, DateTimeOffset lockedAt, Guid lockedBy, IEnumerable<CaseCandidate> candidates)
    {
        var text = new StringBuilder("marketplace-case-evidence 1\n");
        Line(text, "case", procurement.Id.ToString());
        Line(text, "users", Number(procurement.Users));
        Line(text, "population", Number(procurement.Population));
        Line(text, "start", procurement.Start.ToString("O", CultureInfo.InvariantCulture));
        Line(text, "end", procurement.End.ToString("O", CultureInfo.InvariantCulture));
        Line(text, "query", search.Query);
        Line(text, "in-words", search.InWords);
        Line(text, "locked-at", lockedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Line(text, "locked-by", lockedBy.ToString());
        foreach (var c in candidates.OrderBy(c => c.Position))
            Line(text, "candidate", $"{Number(c.Position)} {c.OfferId} {Number(c.OfferVersion)} {c.ContentHash} {c.JsonHash} {Number(c.Net.Yen)} {Number(c.Total.Yen)}");
        return text.ToString();
    }

    /// <summary>SHA-256 of the text's UTF-8 bytes, 64 lower-case hex digits.</summary>
    public static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append(name).Append(": ").Append(value.ReplaceLineEndings(" ")).Append('\n');
}
