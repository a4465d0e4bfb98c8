using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Shared;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Procurement.Cases;

/// <summary>One body buys alone, through the browser: the whole way and every refusal on it.</summary>
[Trait("Kind", "Db")]
public sealed class CaseJourneyTests(CaseApp app) : IClassFixture<CaseApp>
{
    [Fact]
    public async Task A_body_buys_alone_from_search_to_contract()
    {
        await app.Allot("03-01-01-13", 50_000_000);
        var search = await app.Search(2, 30);
        var requester = await app.SignIn(CaseApp.Requester);
        await requester.Get("/cases/save-search" + search);
        await requester.Submit(null, ("Case", "new"));
        Assert.Equal("/cases/new", requester.Address.AbsolutePath);
        await requester.Submit(null, CaseApp.Facts("文書管理システムの利用", "03-01-01-13"));
        var address = requester.Address.AbsolutePath;
        Assert.Contains("検索保存", requester.Text, StringComparison.Ordinal);

        var locked = await app.Lock(address);
        Assert.Contains("保管内容と一致", locked.Text, StringComparison.Ordinal);
        Assert.Contains("選定済", (await app.Choose(address)).Text, StringComparison.Ordinal);
        await app.Request(address);

        var approver = await app.SignIn(CaseApp.Approver);
        await approver.Get("/todo");
        Assert.Contains("文書管理システムの利用", approver.Text, StringComparison.Ordinal);
        await app.Approve(address);
        await approver.Get(address);
        Assert.Contains("契約済", approver.Text, StringComparison.Ordinal);

        var total = new Money(await app.Scalar<long>($"select total from procurement.contract where title = '文書管理システムの利用'"));
        Assert.Equal(total, (await app.Line("03-01-01-13")).Encumbered);
        var contract = Regex.Match(approver.Html, "/contracts/[a-z0-9]{12}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        await approver.Get(contract);
        Assert.Equal(HttpStatusCode.OK, approver.Status);
        Assert.Contains("履行中", approver.Text, StringComparison.Ordinal);
        foreach (var page in new[] { "/contracts", contract + "/print", address + "/print", address + "/candidates.csv", address + "/candidates.xlsx", address + "/evidence.pdf", address + "/evidence.txt", "/cases", "/api/v1/cases", "/api/v1" + contract, "/api/v1" + address })
            Assert.Equal((page, HttpStatusCode.OK), (page, (await approver.Get(page)).Status));
        Assert.Equal(await app.Scalar<string>($"select evidence_hash from procurement.procurement_case where public_id = '{address[7..]}'"),
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes((await approver.Get(address + "/evidence.txt")).Html))));
        await Anybody_verifies_the_evidence_by_its_hash(address);
    }

    private async Task Anybody_verifies_the_evidence_by_its_hash(string address)
    {
        var hash = await app.Scalar<string>($"select evidence_hash from procurement.procurement_case where public_id = '{address[7..]}'");
        var candidate = await app.Scalar<string>($"select c.name from procurement.case_candidate c join procurement.procurement_case p on p.id = c.case_id where p.public_id = '{address[7..]}' and c.position = 1");
        var visitor = app.Visitor();
        // As copied out of a PDF: capitals, a blank in the middle.
        await visitor.Get($"/evidence?hash={hash[..32].ToUpperInvariant()}%20{hash[32..]}");
        Assert.Contains("確定したときから変わっていません", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(candidate, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("文書管理システムの利用", visitor.Text, StringComparison.Ordinal);
        Assert.Contains($"\"hash\":\"{hash}\"", (await visitor.Get($"/api/v1/evidence/{hash}")).Html, StringComparison.Ordinal);
        var other = (hash[0] == '0' ? '1' : '0') + hash[1..];
        await visitor.Get($"/evidence/{other}");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        Assert.Contains("保管されていません", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(other, visitor.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/api/v1/evidence/{other}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Get("/api/v1/evidence/abc")).Status);
        await visitor.Get("/evidence?hash=abc");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.Contains("64文字", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_budget_returns_the_case_and_after_an_allotment_there_is_exactly_one_contract()
    {
        await app.Allot("03-01-02-13", 1);
        var address = await app.Chosen("予算が足りない案件", "03-01-02-13");
        var requester = await app.SignIn(CaseApp.Requester);
        await requester.Get(address + "/request");
        Assert.Contains("足りません", requester.Text, StringComparison.Ordinal);
        var returned = await app.Request(address);
        Assert.Contains("予算不足で差戻し", returned.Text, StringComparison.Ordinal);
        Assert.Contains("執行可能残額は¥1で", returned.Text, StringComparison.Ordinal);
        Assert.Equal((Money.Zero, Money.Zero), ((await app.Line("03-01-02-13")).Reserved, (await app.Line("03-01-02-13")).Encumbered));

        await app.Allot("03-01-02-13", 50_000_000);
        await app.Request(address);
        Assert.Contains("契約済", (await app.Approve(address)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Contracts(address));
        Assert.Equal(await app.Scalar<long>("select total from procurement.contract where title = '予算が足りない案件'"), (await app.Line("03-01-02-13")).Encumbered.Yen);
        Assert.Equal(Money.Zero, (await app.Line("03-01-02-13")).Reserved);
    }

    [Fact]
    public async Task A_request_holds_the_money_and_return_withdrawal_and_closing_give_it_back()
    {
        await app.Allot("03-01-11-13", 50_000_000);
        var address = await app.Requested("予算を仮に確保する案件", "03-01-11-13");
        var total = new Money(await app.Scalar<long>("select total from procurement.procurement_case where title = '予算を仮に確保する案件'"));
        Assert.Equal((total, new Money(50_000_000) - total), await Held());
        var page = await app.SignIn(CaseApp.Requester);
        await page.Get(address);
        Assert.Contains("仮に確保した額（執行伺）", page.Text, StringComparison.Ordinal);
        Assert.Contains($"この案件の後の残額 {new Money(50_000_000) - total}", System.Text.RegularExpressions.Regex.Replace(page.Text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)), StringComparison.Ordinal);

        var approver = await app.SignIn(CaseApp.Approver);
        await approver.Get(address + "/return");
        await approver.Submit(null, ("Input.Comment", "選定の理由をもう少し詳しく書いてください。"));
        await app.Settle();
        Assert.Equal(Money.Zero, (await Held()).Item1);

        await app.Request(address);
        Assert.Equal(total, (await Held()).Item1);
        await page.Get(address + "/withdraw");
        await page.Submit(null);
        Assert.Contains("選定済", page.Text, StringComparison.Ordinal);
        await app.Settle();
        Assert.Equal(Money.Zero, (await Held()).Item1);

        await app.Request(address);
        await page.Get(address + "/close");
        await page.Submit(null, ("Input.Outcome", "cancelled"), ("Input.Reason", "事業の見直しで不要になったため。"));
        await app.Settle();
        Assert.Equal(Money.Zero, (await Held()).Item1);

        // Every event once more, the oldest last: each finds another state or is answered with its first outcome.
        await app.Sql("""
            delete from shared.inbox where handler in ('ReserveForCase', 'ReleaseForCase');
            update shared.outbox set done_at = null, due_at = now() + case when type = 'ApprovalRequested' then interval '0.2 s' else interval '0 s' end
            where type in ('ApprovalRequested', 'ApprovalDropped')
            """);
        await app.Settle();
        Assert.Equal((Money.Zero, new Money(50_000_000)), await Held());
        var id = await app.Scalar<Guid>("select id from procurement.procurement_case where title = '予算を仮に確保する案件'");
        Assert.Equal(6, await app.Scalar<long>($"select count(*) from procurement.purchasing_journal where about = 'Case/{id}'"));

        async Task<(Money, Money)> Held() => ((await app.Line("03-01-11-13")).Reserved, (await app.Line("03-01-11-13")).Remaining);
    }

    [Fact]
    public async Task A_crash_between_reservation_and_case_holds_the_money_once()
    {
        await app.Allot("03-01-12-13", 50_000_000);
        var address = await app.Chosen("依頼の途中で倒れる案件", "03-01-12-13");
        await app.Sql("""
            create or replace function procurement.crash_held() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
            create trigger crash_held before insert on procurement.case_step for each row when (new.act = 'Held') execute function procurement.crash_held()
            """);
        var page = await app.Request(address);
        Assert.Contains("予算確認中", page.Text, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", page.Html, StringComparison.Ordinal);
        var held = (await app.Line("03-01-12-13")).Reserved;
        Assert.True(held > Money.Zero);
        await app.Sql("drop trigger crash_held on procurement.case_step; update shared.outbox set due_at = now() where done_at is null");
        await app.Settle();
        Assert.Contains("決裁待ち", (await page.Get(address)).Text, StringComparison.Ordinal);
        Assert.Equal(held, (await app.Line("03-01-12-13")).Reserved);
        Assert.Contains("契約済", (await app.Approve(address)).Text, StringComparison.Ordinal);
        Assert.Equal((Money.Zero, held), ((await app.Line("03-01-12-13")).Reserved, (await app.Line("03-01-12-13")).Encumbered));
    }

    [Fact]
    public async Task A_seller_without_standing_is_refused_at_approval()
    {
        await app.Allot("03-01-03-13", 50_000_000);
        var address = await app.Requested("認証のない販売者", "03-01-03-13");
        await app.Suspend(address, suspended: true);
        var refused = await app.Approve(address);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("まだ認証されていない", refused.Text, StringComparison.Ordinal);
        await app.Suspend(address, suspended: false);
        await app.Age(address, 20);
        Assert.Contains("有効期限が切れている", (await app.Approve(address)).Text, StringComparison.Ordinal);
        await app.Age(address, -20);
        Assert.Contains("契約済", (await app.Approve(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_approves_their_own_case()
    {
        await app.Allot("03-01-04-13", 50_000_000);
        var address = await app.Open("兼務者の案件", "03-01-04-13", await app.Search(1, 30), CaseApp.Both);
        await app.Lock(address);
        await app.Choose(address);
        await app.Request(address);
        var own = await app.SignIn(CaseApp.Both, Role.Approver, "大垣市");
        await own.Get(address + "/approve");
        Assert.Contains("自分で決裁も差戻しもできません", own.Text, StringComparison.Ordinal);
        await own.Get(address + "/return");
        await own.Submit(null, ("Input.Comment", "自分の案件を自分で差し戻します。"));
        Assert.Equal(HttpStatusCode.Conflict, own.Status);
        Assert.Contains("契約済", (await app.Approve(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_bodys_case_and_contract_do_not_exist()
    {
        await app.Allot("03-01-05-13", 50_000_000);
        var address = await app.Requested("よその案件", "03-01-05-13");
        await app.Approve(address);
        var contract = "/contracts/" + await app.Scalar<string>("select public_id from procurement.contract where title = 'よその案件'");
        var other = await app.SignIn("tanto@gifu-pref.example");
        foreach (var page in new[] { address, address + "/edit", address + "/lock", address + "/choose", address + "/request", address + "/close", address + "/print", address + "/candidates.csv", address + "/candidates.xlsx", address + "/evidence.pdf", address + "/evidence.txt", contract, contract + "/print", "/api/v1" + address, "/api/v1" + contract })
            Assert.Equal((page, HttpStatusCode.NotFound), (page, (await other.Get(page)).Status));
        Assert.DoesNotContain("よその案件", (await other.Get("/cases")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("よその案件", (await other.Get("/contracts")).Text, StringComparison.Ordinal);
        var seller = await app.SignIn("hanbai@mihon-gyosei.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await seller.Get(address)).Status);
    }

    [Fact]
    public async Task A_double_submit_does_everything_once()
    {
        await app.Allot("03-01-06-13", 50_000_000);
        var (id, search) = (Guid.CreateVersion7(), await app.Search(2, 30));
        var (first, second) = (await app.SignIn(CaseApp.Requester), await app.SignIn(CaseApp.Requester));
        await Both(b => b.Get("/cases/new?search=" + Uri.EscapeDataString(search)));
        await Both(b => b.Submit(null, CaseApp.Facts("二重送信", "03-01-06-13", id)));
        var address = first.Address.AbsolutePath;
        Assert.Equal(address, second.Address.AbsolutePath);
        Assert.Equal(1, await app.Scalar<long>("select count(*) from procurement.procurement_case where title = '二重送信'"));

        await Both(b => b.Get(address + "/lock"));
        await Both(b => b.Submit(null, ("Input.Confirmed", "true")));
        Assert.Equal((address, address), (first.Address.AbsolutePath, second.Address.AbsolutePath));
        Assert.Equal(1, await app.Scalar<long>($"select count(*) from procurement.case_step s join procurement.procurement_case c on c.id = s.case_id where c.title = '二重送信' and act = 'Locked'"));
        await app.Choose(address);
        await app.Request(address);

        (first, second) = (await app.SignIn(CaseApp.Approver), await app.SignIn(CaseApp.Approver));
        await Both(b => b.Get(address + "/approve"));
        await Both(b => b.Submit(null));
        Assert.Equal((address, address), (first.Address.AbsolutePath, second.Address.AbsolutePath));
        await app.Settle();
        Assert.Equal(1, await app.Contracts(address));
        Assert.Equal(await app.Scalar<long>("select total from procurement.contract where title = '二重送信'"), (await app.Line("03-01-06-13")).Encumbered.Yen);

        Task Both(Func<Browser, Task> act) => Task.WhenAll(act(first), act(second));
    }

    [Fact]
    public async Task A_stale_form_is_refused_and_keeps_what_was_typed()
    {
        await app.Allot("03-01-07-13", 1_000_000);
        var address = await app.Open("二人が直す案件", "03-01-07-13", await app.Search(1, 30));
        var (first, second) = (await app.SignIn(CaseApp.Requester), await app.SignIn(CaseApp.Requester));
        await first.Get(address + "/edit");
        await second.Get(address + "/edit");
        await first.Submit(null, ("Input.Title", "先に直した件名"));
        await second.Submit(null, ("Input.Title", "あとから直した件名"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("ほかの人が内容を変更しました", second.Text, StringComparison.Ordinal);
        Assert.Contains("あとから直した件名", second.Html, StringComparison.Ordinal);
        // The page shown again carries the newer version: saving once more is deliberate.
        await second.Submit(null);
        Assert.Contains("あとから直した件名", (await first.Get(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_between_encumbrance_and_contract_leaves_one_of_each()
    {
        await app.Allot("03-01-10-13", 50_000_000);
        var address = await app.Requested("発注の途中で倒れる案件", "03-01-10-13");
        // The handler's transaction dies after the account has answered, as if the process were killed there.
        await app.Sql("""
            create or replace function procurement.crash() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
            create trigger crash before insert on procurement.contract for each row when (new.title = '発注の途中で倒れる案件') execute function procurement.crash()
            """);
        var approver = await app.Approve(address);
        Assert.Contains("予算確保中", approver.Text, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", approver.Html, StringComparison.Ordinal);
        var encumbered = (await app.Line("03-01-10-13")).Encumbered;
        Assert.True(encumbered > Money.Zero);
        Assert.Equal(0, await app.Contracts(address));

        await app.Sql("drop trigger crash on procurement.contract; update shared.outbox set due_at = now() where done_at is null");
        await app.Settle();
        await Redeliver();
        Assert.Contains("契約済", (await approver.Get(address)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Contracts(address));
        Assert.Equal(encumbered, (await app.Line("03-01-10-13")).Encumbered);
        Assert.Equal(encumbered.Yen, await app.Scalar<long>("select total from procurement.contract where title = '発注の途中で倒れる案件'"));

        async Task Redeliver()
        {
            await app.Sql("delete from shared.inbox where handler = 'OrderApprovedCase'; update shared.outbox set done_at = null, due_at = now() where type = 'CaseApproved'");
            await app.Settle();
        }
    }
}
