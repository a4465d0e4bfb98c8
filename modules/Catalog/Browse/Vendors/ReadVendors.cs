using System.Text;
using Marketplace.Catalog.Search;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Browse;

/// <summary>A vendor with published offers.</summary>
/// <param name="Reading">Comparable kana of the name without its legal form, which would put nearly all vendors under か.</param>
internal sealed record VendorLine(OrganisationView Vendor, string Reading, int Offers, bool SecureToday)
{
    public char Row => KanaRows.Of(Reading);
}

/// <summary>The rows of the kana table (五十音).</summary>
internal static class KanaRows
{
    public const string All = "あかさたなはまやらわ";

    /// <summary>For names that begin with no kana.</summary>
    public const char Other = '他';

    private const string LastOfRow = "おこそとのほもよろん";

    public static char Of(string reading)
    {
        if (reading.Length == 0)
            return Other;
        // Without voicing marks; ぁ stands just before あ.
        var first = reading[..1].Normalize(NormalizationForm.FormD)[0];
        if (first is < 'ぁ' or > 'ん')
            return Other;
        var row = LastOfRow.IndexOf(LastOfRow.First(last => first <= last), StringComparison.Ordinal);
        return All[row];
    }
}

internal sealed class ReadVendors(ColumnsFeed feed, IOrganisations organisations, TimeProvider time)
{
    private static readonly string[] LegalForms =
    [
        "かぶしきがいしゃ", "かぶしきかいしゃ", "ゆうげんがいしゃ", "ごうどうがいしゃ", "ごうしがいしゃ", "ごうめいがいしゃ", "いっぱんしゃだんほうじん", "いっぱんざいだんほうじん",
        "こうえきしゃだんほうじん", "こうえきざいだんほうじん", "とくていひえいりかつどうほうじん", "えぬぴーおーほうじん", "きょうどうくみあい",
    ];

    /// <summary>All vendors with published offers, in kana order.</summary>
    /// <param name="words">Only those whose name or reading contains this; null or empty: all.</param>
    public async Task<IReadOnlyList<VendorLine>> All(string? words, CancellationToken cancel)
    {
        var columns = await feed.Current(cancel);
        var secure = columns.On(time.JapanToday()).Secure;
        var sellers = columns.Visible.ToArray().GroupBy(n => columns.Rows[n]!.SellerId).ToDictionary(g => g.Key, g => (Offers: g.Count(), Secure: secure[g.First()]));
        var found = await organisations.FindMany(sellers.Keys, cancel);
        var wanted = JapaneseText.Fold(words ?? "").Trim();
        return [.. found.Values.Where(v => wanted.Length == 0 || JapaneseText.Fold(v.Name).Contains(wanted, StringComparison.Ordinal) || JapaneseText.Fold(v.Kana).Contains(wanted, StringComparison.Ordinal))
            .Select(v => new VendorLine(v, Reading(v), sellers[v.Id].Offers, sellers[v.Id].Secure))
            .OrderBy(v => v.Row == KanaRows.Other).ThenBy(v => v.Reading, StringComparer.Ordinal).ThenBy(v => v.Vendor.PublicId, StringComparer.Ordinal)];
    }

    private static string Reading(OrganisationView vendor)
    {
        var kana = JapaneseText.Fold(vendor.Kana).Replace(" ", "", StringComparison.Ordinal);
        var form = LegalForms.FirstOrDefault(f => kana.StartsWith(f, StringComparison.Ordinal) && kana.Length > f.Length);
        return form is null ? kana : kana[form.Length..];
    }
}

/// <summary>A vendor's page.</summary>
internal sealed record VendorView(OrganisationView Vendor, IReadOnlyList<ProofView> Proofs, IReadOnlyList<OfferSnapshot> Offers, CategoryTree Categories, DateOnly Today);

/// <summary>Reads a vendor by public id; null unless it has a published offer.</summary>
internal sealed class ReadVendor(CatalogDbContext db, CatalogueBasis basis, ColumnsFeed feed, IOrganisations organisations, TimeProvider time)
{
    public async Task<VendorView?> Read(string publicId, CancellationToken cancel)
    {
        if (await organisations.FindByPublicId(publicId, cancel) is not { Kind: OrganisationKind.Vendor } vendor)
            return null;
        var offers = await db.PublishedOffers.AsNoTracking().Where(p => p.SellerId == vendor.Id && p.WithdrawnAt == null).Select(p => p.Snapshot).ToListAsync(cancel);
        var standing = (await feed.Current(cancel)).Standing(vendor.Id);
        var today = time.JapanToday();
        return offers.Count == 0 ? null : new VendorView(vendor, ReadPublishedListing.Proofs(standing, today),
            [.. offers.OrderBy(o => JapaneseText.Fold(AnswerRules.AsText(o.SoftwareAnswers["nameKana"]) ?? o.Name), StringComparer.Ordinal).ThenBy(o => o.OfferName, StringComparer.Ordinal)],
            await basis.Categories(cancel), today);
    }
}
