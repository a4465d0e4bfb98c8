using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Accounts;
using Marketplace.Shared;
using Marketplace.Tests.Certification;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Accounts;

/// <summary>Two-step verification through the pages, with an app of the tests' own (the key typed in, RFC 6238).</summary>
[Trait("Kind", "Db")]
public sealed partial class SecondFactorTests(SecondFactorTests.StrictApp app) : IClassFixture<SecondFactorTests.StrictApp>
{
    /// <summary>As in production: the operator's staff must, the others may.</summary>
    public sealed class StrictApp : MarketplaceApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Accounts:RequireSecondFactor", "Operator");
        }
    }

    [Fact]
    public async Task Who_may_sets_it_up_and_is_asked_from_then_on()
    {
        var vendor = await app.RegisterVendor();
        var (key, codes) = await SetUp(vendor.Browser, VendorSteps.Password);
        Assert.Equal(10, codes.Count);
        await vendor.Browser.Get("/account/second-factor");
        Assert.DoesNotContain(codes[0], vendor.Browser.Html, StringComparison.Ordinal);

        var phone = await Password(vendor.Email);
        await phone.Get("/todo");
        Assert.Equal("/sign-in", phone.Address.AbsolutePath);
        await phone.Get("/sign-in/code");
        await phone.Submit(null, ("Input.Code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Status);
        // The code that set it up counts once only, so the next one it is.
        await phone.Submit(null, ("Input.Code", Code(key, stepsOn: 1)));
        Assert.Equal("/todo", phone.Address.AbsolutePath);

        var other = await Password(vendor.Email);
        await other.Submit(null, ("Input.Code", Code(key, stepsOn: 1)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        await other.Submit(null, ("Input.Code", codes[0]));
        Assert.Contains("残りは9個", other.Text, StringComparison.Ordinal);
        var again = await Password(vendor.Email);
        await again.Submit(null, ("Input.Code", codes[0]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
    }

    [Fact]
    public async Task Nothing_secret_of_it_is_in_the_audit_trail_or_readable_in_the_table()
    {
        var vendor = await app.RegisterVendor();
        var (key, codes) = await SetUp(vendor.Browser, VendorSteps.Password);
        var text = await app.Inside(async services =>
        {
            var accounts = services.GetRequiredService<AccountsDbContext>();
            var id = await accounts.People.Where(p => p.Email == vendor.Email).Select(p => p.Id).SingleAsync();
            var rows = await accounts.Set<AuditRow>().Where(r => r.Record == "accounts.second_factor" && r.RecordId == id.ToString()).ToListAsync();
            Assert.Single(rows, r => r.Change == "added" && r.PersonName == "試験 一郎");
            var factor = await accounts.SecondFactors.SingleAsync(f => f.PersonId == id);
            return string.Join('\n', rows.Select(r => r.After)) + factor.ProtectedKey + string.Join('\n', factor.RecoveryHashes);
        });
        Assert.DoesNotContain(Totp.Base32(key), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(key), text, StringComparison.Ordinal);
        Assert.DoesNotContain(codes[0], text, StringComparison.Ordinal);
        Assert.Contains("***", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_and_the_password_does_not_buy_new_tries()
    {
        var vendor = await app.RegisterVendor();
        var (key, _) = await SetUp(vendor.Browser, VendorSteps.Password);
        for (var i = 0; i < 5; i++)
        {
            var thief = await Password(vendor.Email);
            await thief.Submit(null, ("Input.Code", "000000"));
        }

        var late = app.Visitor();
        await late.Get("/sign-in");
        await late.Submit(null, ("Input.Email", vendor.Email), ("Input.Password", VendorSteps.Password));
        Assert.Equal("/sign-in", late.Address.AbsolutePath);
        Assert.NotEmpty(key);
    }

    [Fact]
    public async Task The_operators_staff_gets_in_only_with_one_and_cannot_turn_it_off()
    {
        var browser = await PasswordOnly("kansa@operator.example", TestDatabase.SamplePassword);
        Assert.Equal("/account/second-factor/set-up", browser.Address.AbsolutePath);
        Assert.DoesNotContain("として操作中", browser.Text, StringComparison.Ordinal);
        await browser.Get("/overview");
        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
        await SetUp(browser, password: null);
        await browser.Get("/overview");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.Get("/account/second-factor/off");
        await browser.Submit(null, ("Input.Password", TestDatabase.SamplePassword));
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
    }

    [Fact]
    public async Task Turning_it_off_takes_the_password_and_ends_the_question()
    {
        var vendor = await app.RegisterVendor();
        await SetUp(vendor.Browser, VendorSteps.Password);
        await vendor.Browser.Get("/account/second-factor/off");
        await vendor.Browser.Submit(null, ("Input.Password", "not the password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, vendor.Browser.Status);
        await vendor.Browser.Submit(null, ("Input.Password", VendorSteps.Password));
        Assert.Equal("/account/second-factor", vendor.Browser.Address.AbsolutePath);
        var next = await PasswordOnly(vendor.Email, VendorSteps.Password);
        Assert.Equal("/todo", next.Address.AbsolutePath);
    }

    [Fact]
    public async Task An_administrator_resets_a_members_but_not_that_of_somebody_with_roles_elsewhere()
    {
        var (vendor, elsewhere) = (await app.RegisterVendor(), await app.RegisterVendor());
        await SetUp(elsewhere.Browser, VendorSteps.Password);
        var member = app.Visitor();
        await member.Get(await PeopleTests.Invite(vendor.Browser, $"m{Guid.NewGuid():N}@member.example", "Maker"));
        await member.Submit(null, ("Input.PersonName", "乙野 開子"), ("Input.Password", VendorSteps.Password));
        await SetUp(member, VendorSteps.Password);
        await vendor.Browser.Get("/people");
        var reset = ResetLink().Match(vendor.Browser.Html).Value;
        await elsewhere.Browser.Get(reset);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Browser.Status);
        await vendor.Browser.Get(reset);
        await vendor.Browser.Submit(null);
        Assert.Contains("乙野 開子さんの2段階認証を解除しました", vendor.Browser.Text, StringComparison.Ordinal);

        // The other vendor's administrator joins here; that must not make their account weaker there.
        await elsewhere.Browser.Get(await PeopleTests.Invite(vendor.Browser, elsewhere.Email, "Maker"));
        await elsewhere.Browser.Submit(null);
        await vendor.Browser.Get("/people");
        await vendor.Browser.Get(ResetLink().Match(vendor.Browser.Html).Value);
        await vendor.Browser.Submit(null);
        Assert.Equal(HttpStatusCode.Conflict, vendor.Browser.Status);
        Assert.Contains("運営者のサポート", vendor.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_alone_does_not_replace_an_app_nor_enter_through_registration()
    {
        var vendor = await app.RegisterVendor();
        await SetUp(vendor.Browser, VendorSteps.Password);
        var thief = await Password(vendor.Email);
        await thief.Get("/account/second-factor/set-up");
        Assert.Equal("/sign-in", thief.Address.AbsolutePath);
        var invited = app.Visitor();
        var admin = await app.RegisterVendor();
        await invited.Get(await PeopleTests.Invite(admin.Browser, vendor.Email, "Maker"));
        await invited.Submit(null, ("Input.PersonName", "試験 一郎"), ("Input.Password", VendorSteps.Password));
        Assert.Equal("/sign-in/code", invited.Address.AbsolutePath);
    }

    private async Task<Browser> Password(string email)
    {
        var browser = await PasswordOnly(email, VendorSteps.Password);
        Assert.Equal("/sign-in/code", browser.Address.AbsolutePath);
        return browser;
    }

    private async Task<Browser> PasswordOnly(string email, string password)
    {
        var browser = app.Visitor();
        await browser.Get("/sign-in");
        return await browser.Submit(null, ("Input.Email", email), ("Input.Password", password));
    }

    private async Task<(byte[] Key, IReadOnlyList<string> Codes)> SetUp(Browser browser, string? password)
    {
        await browser.Get("/account/second-factor/set-up");
        Assert.Contains("<svg class=\"qr\"", browser.Html, StringComparison.Ordinal);
        var key = FromBase32(KeyShown().Match(browser.Html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        var code = ("Input.Code", Code(key));
        await browser.Submit(null, password is null ? [code] : [code, ("Input.Password", password)]);
        Assert.True(browser.Address.AbsolutePath is "/account/second-factor", $"{browser.Address}: {browser.Text}");
        return (key, [.. CodesShown().Matches(browser.Html).Select(m => m.Groups[1].Value)]);
    }

    private string Code(byte[] key, int stepsOn = 0) => Totp.CodeOf(key, Totp.StepOf(app.Time.GetUtcNow()) + stepsOn);

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    [GeneratedRegex("<code class=\"key\">([A-Z2-7 ]+)</code>")]
    private static partial Regex KeyShown();

    [GeneratedRegex("<code>([A-Z2-9]{6}(?:-[A-Z2-9]{6}){3})</code>")]
    private static partial Regex CodesShown();

    [GeneratedRegex("/people/[0-9a-z]{12}/second-factor")]
    private static partial Regex ResetLink();
}
