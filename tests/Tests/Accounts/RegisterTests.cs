using System.Net;
using Marketplace.Accounts;
using Marketplace.Shared;
using Marketplace.Tests.Certification;
using Xunit;

namespace Marketplace.Tests.Accounts;

[Trait("Kind", "Db")]
public sealed class RegisterTests(MarketplaceApp app) : IClassFixture<MarketplaceApp>
{
    [Fact]
    public async Task A_company_registers_is_signed_in_and_gets_an_application()
    {
        var vendor = await app.RegisterVendor();
        Assert.Contains($"{vendor.Name}・", vendor.Browser.Text, StringComparison.Ordinal);
        await app.Settle();
        Assert.Equal(1, await Count($"select count(*) from certification.application where corporate_number = '{vendor.Number}' and state = 'Draft'"));
        var again = app.Visitor();
        await again.SignIn(vendor.Email, VendorSteps.Password);
        Assert.NotEqual("/sign-in", again.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_wrong_check_digit_is_explained_and_nothing_typed_is_lost()
    {
        var browser = app.Visitor();
        await browser.Get("/register");
        await browser.Submit(null, [.. VendorSteps.Registration(VendorSteps.FreshNumber(), "a@wrong.example").Where(f => f.Name is not "Input.CorporateNumber"), ("Input.CorporateNumber", "1123456789012")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("続く12桁「123456789012」から計算すると7ですが、1と入力されています", browser.Text, StringComparison.Ordinal);
        Assert.Contains("かぶしきがいしゃしけん", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_form_is_answered_in_the_reader_s_language_only()
    {
        var browser = app.Visitor();
        await browser.Get("/register");
        await browser.Submit(null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("パスワードは12文字以上にしてください", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Passwords must", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_width_digits_are_folded()
    {
        var number = VendorSteps.FreshNumber();
        var browser = app.Visitor();
        await browser.Get("/register");
        var wide = string.Concat(number.ToString().Select(c => (char)(c - '0' + '０')));
        await browser.Submit(null, [.. VendorSteps.Registration(number, "wide@wide.example").Where(f => f.Name is not "Input.CorporateNumber"), ("Input.CorporateNumber", wide)]);
        Assert.Equal("/certification", browser.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_company_registered_already_is_sent_to_its_administrator()
    {
        var vendor = await app.RegisterVendor();
        var browser = app.Visitor();
        await browser.Get("/register");
        await browser.Submit(null, VendorSteps.Registration(vendor.Number, "second@vendor.example"));
        Assert.Contains("この法人番号の事業者はすでに登録されています", browser.Text, StringComparison.Ordinal);
        await browser.Get("/register");
        await browser.Submit(null, [.. VendorSteps.Registration(vendor.Number, "third@vendor.example").Where(f => f.Name is not "Input.CorporateNumber"), ("Input.CorporateNumber", CorporateNumber.Of(LocalGovernmentCode.Parse("210005")).ToString())]);
        Assert.Contains("地方公共団体のもの", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_even_at_once_registers_once()
    {
        var (number, id) = (VendorSteps.FreshNumber(), Guid.CreateVersion7().ToString());
        (string, string)[] form = [("Input.Id", id), .. VendorSteps.Registration(number, $"twice-{number}@vendor.example")];
        var browsers = new[] { app.Visitor(), app.Visitor() };
        foreach (var browser in browsers)
            await browser.Get("/register");
        await Task.WhenAll(browsers.Select(b => b.Submit(null, form)));
        Assert.All(browsers, b => Assert.Equal("/certification", b.Address.AbsolutePath));
        Assert.Equal(1, await Count($"select count(*) from accounts.membership m join accounts.organisation o on o.id = m.organisation_id where o.corporate_number = '{number}'"));
    }

    [Fact]
    public async Task An_address_in_use_is_neither_confirmed_nor_taken_over_but_its_owner_may_go_on()
    {
        var number = VendorSteps.FreshNumber();
        var browser = app.Visitor();
        await browser.Get("/register");
        await browser.Submit(null, VendorSteps.Registration(number, "tanto@gifu-pref.example"));
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Contains("手続きを進められませんでした", browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Count($"select count(*) from accounts.organisation where corporate_number = '{number}'"));

        await browser.Submit(null, [.. VendorSteps.Registration(number, "tanto@gifu-pref.example").Where(f => f.Name is not "Input.Password"), ("Input.Password", TestDatabase.SamplePassword)]);
        Assert.Equal("/certification", browser.Address.AbsolutePath);
    }

    [Fact]
    public async Task Who_is_signed_in_adds_a_vendor_to_the_own_account()
    {
        var browser = await app.SignIn("admin@kakuu-madoguchi.example");
        await browser.Get("/register");
        Assert.DoesNotContain("Input.Password", browser.Html, StringComparison.Ordinal);
        await browser.Submit(null, VendorSteps.Registration(VendorSteps.FreshNumber(), ""));
        Assert.Equal("/certification", browser.Address.AbsolutePath);
        await browser.Get("/account/switch");
        Assert.Contains("この役割に切り替える", browser.Text, StringComparison.Ordinal);
    }

    private Task<long> Count(string sql) => app.Inside(async services =>
    {
        await using var command = ((Npgsql.NpgsqlDataSource)services.GetService(typeof(Npgsql.NpgsqlDataSource))!).CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    });
}

[Trait("Kind", "Fast")]
public sealed class CompanyFormTests
{
    [Theory]
    [InlineData("7123456789012", null)]
    [InlineData("４０１１-００１０-９８９９３", null)]
    [InlineData("71234567890", "corporate-number-form")]
    [InlineData("712345678901x", "corporate-number-form")]
    [InlineData("8123456789012", "corporate-number-digit")]
    public void The_corporate_number_is_folded_and_checked(string typed, string? refused) => Assert.Equal(refused,
        new CompanyForm("名", "めい", typed, "岐阜県", "所").Clean().Check(["岐阜県"]).SingleOrDefault()?.Code);

    [Fact]
    public void Every_field_is_asked_for() => Assert.Equal(["Input.Name", "Input.Kana", "Input.CorporateNumber", "Input.Prefecture", "Input.Address"],
        new CompanyForm(" ", "漢字", "", "火星", "").Clean().Check(["岐阜県"]).Select(r => r.Field));

    [Fact]
    public void The_reading_is_kept_in_hiragana() => Assert.Equal("かぶしきがいしゃみほん", new CompanyForm("", "カブシキガイシャミホン", "", "", "").Clean().Kana);
}
