using System.Globalization;
using System.Text;
using System.Xml;
using Marketplace.Shared;

namespace Marketplace.Catalog.OpenData;

/// <param name="At">When it came into the feed: published first, or found to fit.</param>
internal sealed record FeedEntry(OfferSnapshot Offer, DateTimeOffset At);

/// <summary>Offers as an Atom feed (RFC 4287), the newest first.</summary>
internal static class AtomFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";

    /// <summary>Entries in a feed.</summary>
    public const int Most = 50;

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <param name="self">The feed's own address, which is also its id.</param>
    /// <param name="page">The page for people.</param>
    /// <param name="beginning">The feed's date while it has no entry.</param>
    public static byte[] Of(string title, string self, string page, string root, IReadOnlyCollection<FeedEntry> entries, CategoryTree categories, DateTimeOffset beginning)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, "ja");
            Text(xml, "id", self);
            Text(xml, "title", title);
            Text(xml, "updated", Time(entries.Select(e => e.At).DefaultIfEmpty(beginning).Max()));
            Text(xml, "rights", OpenDataLicence.Name);
            Link(xml, "self", self, "application/atom+xml");
            Link(xml, "alternate", page, "text/html");
            foreach (var entry in entries)
                Entry(xml, entry, root, categories);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Entry(XmlWriter xml, FeedEntry entry, string root, CategoryTree categories)
    {
        var offer = entry.Offer;
        xml.WriteStartElement("entry", Namespace);
        Text(xml, "id", $"urn:uuid:{offer.OfferId}");
        Text(xml, "title", $"{offer.Name} {offer.OfferName}");
        Text(xml, "published", Time(entry.At));
        Text(xml, "updated", Time(entry.At > offer.PublishedAt ? entry.At : offer.PublishedAt));
        Link(xml, "alternate", $"{root}/services/{offer.PublicId}", "text/html");
        Link(xml, "related", $"{root}/api/v1/services/{offer.PublicId}", "application/json");
        xml.WriteStartElement("author", Namespace);
        Text(xml, "name", offer.SellerName);
        xml.WriteEndElement();
        foreach (var code in offer.Categories)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", code);
            if (categories.ByCode.TryGetValue(code, out var category))
                xml.WriteAttributeString("label", category.Ja);
            xml.WriteEndElement();
        }

        Text(xml, "summary", offer.Summary);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>Control characters that a vendor's text may hold are no XML at all.</summary>
    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, string.Concat(text.EnumerateRunes().Where(r => r.Value is '\t' or '\n' or '\r' or (>= ' ' and not 0xFFFE and not 0xFFFF)).Select(r => r.ToString())));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
