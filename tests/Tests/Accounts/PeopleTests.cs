using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Accounts;
using Marketplace.Tests.Certification;
using Xunit;

namespace Marketplace.Tests.Accounts;

[Trait("Kind", "Db")]
public sealed partial class PeopleTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Fact]
    public async Task An_invited_newcomer_joins_once_and_the_link_is_shown_once()
    {
        var vendor = await app.RegisterVendor();
        var link = await Invite(vendor.Browser, "hanbai@newcomer.example", "Seller");
        Assert.Contains("メールを送りません", vendor.Browser.Text, StringComparison.Ordinal);
        await vendor.Browser.Get("/people");
        Assert.DoesNotContain("/invitations/", vendor.Browser.Html.Replace("/people/invitations/", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var newcomer = app.Visitor();
        await newcomer.Get(link);
        Assert.Contains("登録販売者", newcomer.Text, StringComparison.Ordinal);
        await newcomer.Submit(null, ("Input.PersonName", "販売 花子"), ("Input.Password", "short"));
        Assert.Contains("12文字以上", newcomer.Text, StringComparison.Ordinal);
        await newcomer.Submit(null, ("Input.PersonName", "販売 花子"), ("Input.Password", VendorSteps.Password));
        Assert.Equal("/todo", newcomer.Address.AbsolutePath);
        Assert.Contains($"{vendor.Name}・登録販売者", newcomer.Text, StringComparison.Ordinal);

        var late = app.Visitor();
        await late.Get(link);
        Assert.Equal(HttpStatusCode.Gone, late.Status);
        await vendor.Browser.Get("/people");
        Assert.Contains("販売 花子", vendor.Browser.Text, StringComparison.Ordinal);
        await newcomer.Get("/people");
        Assert.Equal(HttpStatusCode.Forbidden, newcomer.Status);
    }

    [Fact]
    public async Task The_first_administrator_is_invited_from_the_console()
    {
        var body = await AccountsModule.InviteAdministrator(app.Services, "212024", "kanri@ogaki-first.example", TestContext.Current.CancellationToken);
        var newcomer = app.Visitor();
        await newcomer.Get(body.Value);
        await newcomer.Submit(null, ("Input.PersonName", "管理 一郎"), ("Input.Password", VendorSteps.Password));
        Assert.Contains("大垣市・団体の管理者", newcomer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await newcomer.Get("/people")).Status);

        var staff = await AccountsModule.InviteAdministrator(app.Services, "operator", "kanri@operator-first.example", TestContext.Current.CancellationToken);
        Assert.Contains("運営", (await app.Visitor().Get(staff.Value)).Text, StringComparison.Ordinal);
        Assert.False((await AccountsModule.InviteAdministrator(app.Services, "212025", "x@y.example", TestContext.Current.CancellationToken)).Ok);
    }

    [Fact]
    public async Task A_person_with_an_account_joins_with_it_and_nobody_else_can()
    {
        var vendor = await app.RegisterVendor();
        var link = await Invite(vendor.Browser, "hanbai@kakuu-joho.example", "Maker");
        var other = await app.SignIn("hanbai@gifu-mihon.example");
        await other.Get(link);
        await other.Submit(null);
        Assert.Contains("宛てです", other.Text, StringComparison.Ordinal);
        var invited = await app.SignIn("hanbai@kakuu-joho.example");
        await invited.Get(link);
        await invited.Submit(null);
        Assert.Contains($"{vendor.Name}・登録開発者", invited.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_or_withdrawn_invitation_says_whom_to_ask_or_is_gone()
    {
        await using var own = new MarketplaceApp();
        await own.InitializeAsync();
        var vendor = await own.RegisterVendor();
        var withdrawn = await Invite(vendor.Browser, "withdrawn@late.example", "Maker");
        await vendor.Browser.Get("/people");
        await vendor.Browser.Get(RevokeLink().Match(vendor.Browser.Html).Value);
        await vendor.Browser.Submit(null);
        var visitor = own.Visitor();
        await visitor.Get(withdrawn);
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);

        var link = await Invite(vendor.Browser, "late@late.example", "Maker");
        own.Time.Shift = TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1);
        await visitor.Get(link);
        Assert.Equal(HttpStatusCode.Gone, visitor.Status);
        Assert.Contains(vendor.Name, visitor.Text, StringComparison.Ordinal);
        Assert.Contains("登録開発者", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("試験 一郎", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_stays_and_a_removed_role_ends_within_a_minute()
    {
        await using var own = new MarketplaceApp();
        await own.InitializeAsync();
        var vendor = await own.RegisterVendor();
        await vendor.Browser.Get("/people");
        await vendor.Browser.Get(RemoveLink().Match(vendor.Browser.Html).Value);
        await vendor.Browser.Submit(null);
        Assert.Equal(HttpStatusCode.Conflict, vendor.Browser.Status);
        Assert.Contains("自分の管理者の役割は取り消せません", vendor.Browser.Text, StringComparison.Ordinal);

        var second = own.Visitor();
        await second.Get(await Invite(vendor.Browser, "second@admin.example", "VendorAdmin"));
        await second.Submit(null, ("Input.PersonName", "甲野 副子"), ("Input.Password", VendorSteps.Password));
        await vendor.Browser.Get("/people");
        var remove = Rows().Matches(vendor.Browser.Html).Select(m => m.Value).Single(r => r.Contains("甲野 副子", StringComparison.Ordinal));
        await vendor.Browser.Get(RemoveLink().Match(remove).Value);
        await vendor.Browser.Submit(null);
        Assert.Equal("/people", vendor.Browser.Address.AbsolutePath);
        own.Time.Shift = TimeSpan.FromSeconds(61);
        await second.Get("/people");
        Assert.Equal("/sign-in", second.Address.AbsolutePath);
    }

    [Fact]
    public async Task Another_organisation_s_people_are_not_found_and_a_foreign_role_is_refused()
    {
        var (one, two) = (await app.RegisterVendor(), await app.RegisterVendor());
        await two.Browser.Get("/people");
        await one.Browser.Get(RemoveLink().Match(two.Browser.Html).Value);
        Assert.Equal(HttpStatusCode.NotFound, one.Browser.Status);
        await one.Browser.Get("/people/invite");
        await one.Browser.Submit(null, ("Input.Email", "x@y.example"), ("Input.Role", "OperatorAdmin"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, one.Browser.Status);
    }

    [Fact]
    public async Task Changing_the_password_ends_other_sessions_and_keeps_this_one()
    {
        await using var own = new MarketplaceApp();
        await own.InitializeAsync();
        var vendor = await own.RegisterVendor();
        var elsewhere = own.Visitor();
        await elsewhere.SignIn(vendor.Email, VendorSteps.Password);
        await vendor.Browser.Get("/account/password");
        await vendor.Browser.Submit(null, ("Input.Current", "not the password"), ("Input.Next", "another uncommon one 88"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, vendor.Browser.Status);
        await vendor.Browser.Submit(null, ("Input.Current", VendorSteps.Password), ("Input.Next", "another uncommon one 88"));
        Assert.Equal("/account", vendor.Browser.Address.AbsolutePath);
        own.Time.Shift = TimeSpan.FromSeconds(61);
        await vendor.Browser.Get("/account");
        Assert.Equal("/account", vendor.Browser.Address.AbsolutePath);
        await elsewhere.Get("/account");
        Assert.Equal("/sign-in", elsewhere.Address.AbsolutePath);
    }

    internal static async Task<string> Invite(Browser admin, string email, string role)
    {
        await admin.Get("/people/invite");
        await admin.Submit(null, ("Input.Email", email), ("Input.Role", role));
        return new Uri(LinkShown().Match(admin.Html).Groups[1].Value).AbsolutePath;
    }

    [GeneratedRegex("<code>(https?://[^<]+/invitations/[^<]+)</code>")]
    private static partial Regex LinkShown();

    [GeneratedRegex("/people/[0-9a-z]{12}/remove")]
    private static partial Regex RemoveLink();

    [GeneratedRegex("/people/invitations/[0-9a-z]{12}/revoke")]
    private static partial Regex RevokeLink();

    [GeneratedRegex("<tr\\b.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();
}
