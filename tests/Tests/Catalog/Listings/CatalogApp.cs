using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

/// <summary>The program with its sample vendors, and the steps of listing as intentions.</summary>
public class CatalogApp : MarketplaceApp
{
    internal const string Maker = "kaihatsu@mihon-gyosei.example", Seller = "hanbai@mihon-gyosei.example", OtherSeller = "hanbai@kakuu-joho.example",
        Reviewer = "shinsa@operator.example", SecondReviewer = "admin@operator.example";

    internal async Task<string> DraftSoftware(Browser maker, string name)
    {
        await maker.Get("/listings/software/new");
        await maker.Submit(null, ("Input.Name", name));
        Assert.Matches("^/listings/[a-z0-9]{12}$", maker.Address.AbsolutePath);
        return maker.Address.AbsolutePath.Split('/')[^1];
    }

    internal async Task<string> DraftOffer(Browser seller, string software, string name)
    {
        await seller.Get($"/listings/offers/new?q={Uri.EscapeDataString(await Title(software))}");
        await seller.Submit(null, ("Input.Software", software), ("Input.OfferName", name));
        Assert.Matches("^/listings/[a-z0-9]{12}$", seller.Address.AbsolutePath);
        return seller.Address.AbsolutePath.Split('/')[^1];
    }

    /// <summary>Fills in all sections of a listing, page by page.</summary>
    internal async Task Fill(Browser vendor, string publicId, EntryKind kind, JsonObject answers)
    {
        foreach (var section in SeedSet.Set.For(kind))
            await FillSection(vendor, publicId, section.Id, answers);
    }

    internal async Task FillSection(Browser vendor, string publicId, string section, JsonObject answers)
    {
        await vendor.Get($"/listings/{publicId}/{section}");
        await vendor.Submit($"/listings/{publicId}/{section}", [.. SeedSet.Fields(SeedSet.Set.Sections.Single(s => s.Id == section), answers), ("go", "list")]);
        Assert.True(vendor.Address.AbsolutePath == $"/listings/{publicId}", $"{section}: {vendor.Status} {vendor.Text}");
    }

    internal async Task Submit(Browser vendor, string publicId)
    {
        await vendor.Get($"/listings/{publicId}/check");
        await vendor.Submit($"/listings/{publicId}/check");
        Assert.Contains("審査を申請しました", vendor.Text, StringComparison.Ordinal);
    }

    internal async Task Approve(Browser reviewer, string publicId)
    {
        await reviewer.Get($"/reviews/listings/{publicId}");
        await reviewer.Submit($"/reviews/listings/{publicId}/decide", ("decision", "approve"));
        Assert.Contains("を承認しました", reviewer.Text, StringComparison.Ordinal);
        await Settle();
    }

    /// <summary>A published software with a name of its own.</summary>
    internal async Task<string> PublishedSoftware(string name)
    {
        var maker = await SignIn(Maker);
        var id = await DraftSoftware(maker, name);
        await Fill(maker, id, EntryKind.Software, Named(SeedSet.SoftwareAnswers(), "name", name));
        await Submit(maker, id);
        await Approve(await SignIn(Reviewer), id);
        return id;
    }

    internal async Task<string> PublishedOffer(string software, string name, string seller = Seller)
    {
        var browser = await SignIn(seller);
        var id = await DraftOffer(browser, software, name);
        await Fill(browser, id, EntryKind.Offer, Named(SeedSet.OfferAnswers(), "offerName", name));
        await Submit(browser, id);
        await Approve(await SignIn(Reviewer), id);
        return id;
    }

    internal static JsonObject Named(JsonObject answers, string question, string name)
    {
        answers[question] = name;
        return answers;
    }

    internal Task<OfferSnapshot?> Snapshot(string publicId) => Inside(s => s.GetRequiredService<ICatalogue>().Offer(publicId, default));

    internal Task<Entry> Entry(string publicId) => Inside(s => s.GetRequiredService<CatalogDbContext>().Entries.AsNoTracking().SingleAsync(e => e.PublicId == publicId));

    private async Task<string> Title(string publicId) => (await Entry(publicId)).Title;
}
