using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.OpenData;

/// <summary>The site's addresses for search engines (sitemaps.org, protocol 0.9): an index, and parts of at most 50,000 addresses.</summary>
internal sealed class Sitemap(CatalogDbContext db, CatalogueBasis basis)
{
    /// <summary>The protocol's limit for one file.</summary>
    public const int MostInPart = 50_000;

    public const string ContentType = "application/xml; charset=utf-8";

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly string[] Pages = ["/", "/services", "/vendors", "/open-data", "/help", "/glossary", "/accessibility", "/privacy", "/terms"];

    /// <param name="inPart">Addresses in a part; less than the limit only in tests.</param>
    public async Task<byte[]> Index(string root, CancellationToken cancel, int inPart = MostInPart)
    {
        var offers = await db.PublishedOffers.CountAsync(p => p.WithdrawnAt == null, cancel);
        var parts = 1 + (offers + inPart - 1) / inPart;
        return Write("sitemapindex", "sitemap", Enumerable.Range(0, parts).Select(n => (string.Create(CultureInfo.InvariantCulture, $"{root}/sitemaps/{n}.xml"), (DateTimeOffset?)null)));
    }

    /// <summary>Part 0: pages and categories; 1, 2, ...: listings by id. Null when there is no such part.</summary>
    public async Task<byte[]?> Part(int part, string root, CancellationToken cancel, int inPart = MostInPart)
    {
        if (part == 0)
        {
            var categories = (await basis.Categories(cancel)).All.Select(c => $"/services?category={c.Code}");
            return Write("urlset", "url", Pages.Concat(categories).Select(p => (root + p, (DateTimeOffset?)null)));
        }

        if (part is < 0 or > 10_000)
            return null;
        var offers = await db.PublishedOffers.Where(p => p.WithdrawnAt == null).OrderBy(p => p.OfferId).Skip((part - 1) * inPart).Take(inPart)
            .Select(p => new { p.PublicId, p.PublishedAt }).ToListAsync(cancel);
        return offers.Count == 0 ? null : Write("urlset", "url", offers.Select(o => ($"{root}/services/{o.PublicId}", (DateTimeOffset?)o.PublishedAt)));
    }

    private static byte[] Write(string container, string element, IEnumerable<(string Address, DateTimeOffset? Changed)> places)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(container, Namespace);
            foreach (var (address, changed) in places)
            {
                xml.WriteStartElement(element, Namespace);
                xml.WriteElementString("loc", Namespace, address);
                if (changed is { } at)
                    xml.WriteElementString("lastmod", Namespace, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
