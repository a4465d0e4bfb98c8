using System.Net;
using Marketplace.Catalog;
using Marketplace.Shared;
using Marketplace.Tests.Catalog.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Catalog.Reviews;

[Trait("Kind", "Db")]
public sealed class ReviewingTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    [Fact]
    public async Task Returned_with_a_comment_resubmitted_with_differences_approved()
    {
        var (maker, reviewer) = (await app.SignIn(CatalogApp.Maker), await app.SignIn(CatalogApp.Reviewer));
        var answers = CatalogApp.Named(SeedSet.SoftwareAnswers(), "name", "差戻しの見本");
        answers["summary"] = "業界初の文書管理サービスです。";
        var id = await app.DraftSoftware(maker, "差戻しの見本");
        await app.Fill(maker, id, EntryKind.Software, answers);
        await app.Submit(maker, id);

        await reviewer.Get("/reviews");
        Assert.Contains("差戻しの見本", reviewer.Text, StringComparison.Ordinal);
        await reviewer.Get($"/reviews/listings/{id}");
        await reviewer.Submit($"/reviews/listings/{id}/decide", ("decision", "return"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        await reviewer.Submit($"/reviews/listings/{id}/decide", ("decision", "return"), ("comments[summary]", "「業界初」は避けてください。"));
        Assert.Contains("を差し戻しました", reviewer.Text, StringComparison.Ordinal);

        await maker.Get($"/listings/{id}");
        Assert.Contains("差戻しコメントあり", maker.Text, StringComparison.Ordinal);
        await maker.Get($"/listings/{id}/basic");
        Assert.Contains("「業界初」は避けてください。", maker.Text, StringComparison.Ordinal);
        answers["summary"] = "書類も扱う文書管理サービスです。";
        await app.FillSection(maker, id, "basic", answers);
        await app.Submit(maker, id);

        await reviewer.Get($"/reviews/listings/{id}");
        Assert.Contains("差し戻した前回の申請から1件の回答が変わりました。", reviewer.Text, StringComparison.Ordinal);
        Assert.Matches("<del><span[^>]*>[^<]*</span>[^<]*業界初", reviewer.Html);
        Assert.Matches("<ins><span[^>]*>[^<]*</span>書類", reviewer.Html);
        Assert.Contains("「業界初」は避けてください。", reviewer.Text, StringComparison.Ordinal);
        await app.Approve(reviewer, id);
        Assert.Equal(LiveState.Published, (await app.Entry(id)).Live);
    }

    [Fact]
    public async Task The_second_of_two_reviewers_is_told()
    {
        var maker = await app.SignIn(CatalogApp.Maker);
        var id = await app.DraftSoftware(maker, "二人審査の見本");
        await app.Fill(maker, id, EntryKind.Software, CatalogApp.Named(SeedSet.SoftwareAnswers(), "name", "二人審査の見本"));
        await app.Submit(maker, id);
        var (first, second) = (await app.SignIn(CatalogApp.Reviewer), await app.SignIn(CatalogApp.SecondReviewer));
        await first.Get($"/reviews/listings/{id}");
        await second.Get($"/reviews/listings/{id}");
        await first.Submit($"/reviews/listings/{id}/decide", ("decision", "approve"));
        await second.Submit($"/reviews/listings/{id}/decide", ("decision", "return"), ("comments[name]", "別の意見"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("ほかの人が内容を変更しました", second.Text, StringComparison.Ordinal);
        Assert.Equal(WorkState.Approved, (await app.Entry(id)).Work);
    }

    [Fact]
    public async Task An_uncertified_vendors_listing_waits_for_its_vendor()
    {
        var maker = await app.SignIn(CatalogApp.Maker);
        var id = await app.DraftSoftware(maker, "未認証の見本");
        await app.Fill(maker, id, EntryKind.Software, CatalogApp.Named(SeedSet.SoftwareAnswers(), "name", "未認証の見本"));
        await app.Submit(maker, id);
        var vendor = (await app.Entry(id)).OwnerId;
        await app.Suspend(vendor, suspended: true);
        var reviewer = await app.SignIn(CatalogApp.Reviewer);
        await reviewer.Get($"/reviews/listings/{id}");
        await reviewer.Submit($"/reviews/listings/{id}/decide", ("decision", "approve"));
        await app.Suspend(vendor, suspended: false);
        Assert.Equal(HttpStatusCode.Conflict, reviewer.Status);
        Assert.Contains("先に事業者の審査を終えてください", reviewer.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await app.Entry(id)).Published);
    }

    [Fact]
    public async Task An_offer_needs_its_software_published()
    {
        var (maker, seller) = (await app.SignIn(CatalogApp.Maker), await app.SignIn(CatalogApp.Seller));
        var software = await app.DraftSoftware(maker, "まだの見本");
        await app.Fill(maker, software, EntryKind.Software, CatalogApp.Named(SeedSet.SoftwareAnswers(), "name", "まだの見本"));
        var offer = await app.DraftOffer(seller, software, "まだのプラン");
        await app.Fill(seller, offer, EntryKind.Offer, CatalogApp.Named(SeedSet.OfferAnswers(), "offerName", "まだのプラン"));
        await seller.Get($"/listings/{offer}/check");
        await seller.Submit($"/listings/{offer}/check");
        Assert.Equal(HttpStatusCode.Conflict, seller.Status);
        Assert.Contains("先にソフトウェアを申請してください", seller.Text, StringComparison.Ordinal);
        await app.Submit(maker, software);
        await app.Submit(seller, offer);

        var reviewer = await app.SignIn(CatalogApp.Reviewer);
        await reviewer.Get($"/reviews/listings/{offer}");
        await reviewer.Submit($"/reviews/listings/{offer}/decide", ("decision", "approve"));
        Assert.Equal(HttpStatusCode.Conflict, reviewer.Status);
        await app.Approve(reviewer, software);
        await app.Approve(reviewer, offer);
        Assert.NotNull(await app.Snapshot(offer));
    }

    [Fact]
    public async Task What_was_published_is_fixed_hashed_and_kept_when_the_next_version_comes()
    {
        var software = await app.PublishedSoftware("版の見本");
        var offer = await app.PublishedOffer(software, "版のプラン");
        var first = (await app.Snapshot(offer))!;
        Assert.Equal((1, "版の見本", "版のプラン"), (first.Version, first.Name, first.OfferName));
        Assert.Equal(CanonicalJson.HashOf(first), first.ContentHash);

        var maker = await app.SignIn(CatalogApp.Maker);
        await app.FillSection(maker, software, "basic", CatalogApp.Named(SeedSet.SoftwareAnswers(), "name", "版の見本 改"));
        Assert.Equal("版の見本", (await app.Snapshot(offer))!.Name);
        await app.Submit(maker, software);
        await app.Approve(await app.SignIn(CatalogApp.Reviewer), software);

        var second = (await app.Snapshot(offer))!;
        Assert.Equal((2, "版の見本 改"), (second.Version, second.Name));
        await app.Inside(async s =>
        {
            var db = s.GetRequiredService<CatalogDbContext>();
            var id = (await app.Entry(software)).Id;
            Assert.Equal(["版の見本", "版の見本 改"], (await db.EntryVersions.Where(v => v.EntryId == id).OrderBy(v => v.Number).ToListAsync()).Select(v => v.Answers["name"]!.GetValue<string>()));
            Assert.Equal([first.ContentHash, second.ContentHash], await db.OfferEditions.Where(e => e.OfferId == first.OfferId).OrderBy(e => e.Number).Select(e => e.ContentHash).ToListAsync());
            foreach (var sql in new[] { "update catalog.entry_version set answers = '{}'", "delete from catalog.entry_version", "update catalog.offer_edition set content_hash = ''", "update catalog.question_set set definition = ''" })
            {
                await using var command = s.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
                Assert.Equal("MP001", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
            }

            return 0;
        });
    }

    [Fact]
    public async Task Withdrawing_and_suspending_take_offers_out_and_resuming_brings_them_back()
    {
        var software = await app.PublishedSoftware("停止の見本");
        var offer = await app.PublishedOffer(software, "停止のプラン", CatalogApp.OtherSeller);
        var reviewer = await app.SignIn(CatalogApp.Reviewer);
        await reviewer.Get($"/reviews/listings/{software}/suspend");
        await reviewer.Submit($"/reviews/listings/{software}/suspend", ("Input.Reason", ""), ("resume", "false"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reviewer.Status);
        await reviewer.Submit($"/reviews/listings/{software}/suspend", ("Input.Reason", "内容が事実と違うため"), ("resume", "false"));
        Assert.Null(await app.Snapshot(offer));
        var maker = await app.SignIn(CatalogApp.Maker);
        await maker.Get($"/listings/{software}");
        Assert.Contains("内容が事実と違うため", maker.Text, StringComparison.Ordinal);
        await reviewer.Get($"/reviews/listings/{software}/suspend");
        await reviewer.Submit($"/reviews/listings/{software}/suspend", ("resume", "true"));
        Assert.Equal(3, (await app.Snapshot(offer))!.Version);

        var seller = await app.SignIn(CatalogApp.OtherSeller);
        await seller.Get($"/listings/{offer}/withdraw");
        await seller.Submit($"/listings/{offer}/withdraw");
        Assert.Null(await app.Snapshot(offer));
        await app.Settle();
        await app.Submit(seller, offer);
        await app.Approve(reviewer, offer);
        Assert.Equal(5, (await app.Snapshot(offer))!.Version);
    }

    [Fact]
    public async Task A_suspended_vendors_offers_leave_and_return_whatever_the_order_of_events()
    {
        var offer = await app.PublishedOffer(await app.PublishedSoftware("事業者停止の見本"), "事業者停止のプラン", CatalogApp.OtherSeller);
        var seller = (await app.Snapshot(offer))!.SellerId;
        await Say(new VendorStandingChanged(seller, false, [], 200));
        Assert.Null(await app.Snapshot(offer));
        await Say(new VendorStandingChanged(seller, true, [], 100));
        Assert.Null(await app.Snapshot(offer));
        await Say(new VendorStandingChanged(seller, true, [], 300));
        var back = (await app.Snapshot(offer))!;
        Assert.Equal(3, back.Version);
        await Say(new VendorStandingChanged(seller, true, [], 400));
        Assert.Equal(3, (await app.Snapshot(offer))!.Version);
    }

    [Fact]
    public async Task Seeding_twice_changes_nothing_and_generating_twice_adds_nothing()
    {
        async Task<string> State() => await app.Inside(async s =>
        {
            await using var command = s.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
                select concat_ws(' ', (select count(*) from catalog.category), (select count(*) from catalog.question_set), (select md5(string_agg(e::text || e.xmin::text, ',' order by id)) from catalog.entry e),
                    (select count(*) from catalog.entry_version), (select md5(string_agg(content_hash, ',' order by offer_id, number)) from catalog.offer_edition), (select count(*) from catalog.published_offer))
                """);
            return (string)(await command.ExecuteScalarAsync())!;
        });
        async Task<int> Generate(int count)
        {
            await CatalogModule.GenerateListings(app.Services, SeedSet.FolderPath, count, 7, new Progress<string>(), default);
            return await app.Inside(s => s.GetRequiredService<CatalogDbContext>().PublishedOffers.CountAsync());
        }

        var before = await State();
        await app.Inside(async s =>
        {
            foreach (var seed in s.GetServices<ISeed>().Where(x => x.Order == 30))
                await seed.Run(SeedSet.FolderPath, new Progress<string>(), default);
            return 0;
        });
        Assert.Equal(before, await State());

        var offers = await app.Inside(s => s.GetRequiredService<CatalogDbContext>().PublishedOffers.CountAsync());
        Assert.True(offers >= 300, $"Only {offers} sample offers are published.");
        Assert.Equal(offers + 60, await Generate(60));
        var generated = await State();
        Assert.Equal(offers + 60, await Generate(60));
        Assert.Equal(generated, await State());
        await app.Inside(async s =>
        {
            Assert.All(await s.GetRequiredService<CatalogDbContext>().PublishedOffers.AsNoTracking().ToListAsync(), p => Assert.Equal(p.Snapshot.ContentHash, CanonicalJson.HashOf(p.Snapshot)));
            return 0;
        });
    }

    private async Task Say(VendorStandingChanged happened)
    {
        await app.Inside(async s =>
        {
            var db = s.GetRequiredService<CatalogDbContext>();
            db.Publish(happened);
            return await db.SaveChangesAsync();
        });
        await app.Settle();
    }
}
