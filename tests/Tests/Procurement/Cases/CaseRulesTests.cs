using System.Text.Json.Nodes;
using Marketplace.Procurement;
using Marketplace.Procurement.Cases;
using Marketplace.Procurement.Ceilings;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Cases;

/// <summary>What a case allows in which state, without a database.</summary>
[Trait("Kind", "Fast")]
public sealed class CaseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 3, 0, 0, 123, TimeSpan.Zero);
    private static readonly Actor Requester = Person("担当 花子", Role.Requester), Approver = Person("決裁 太郎", Role.Approver);
    private static readonly OrganisationView Body = new(Guid.NewGuid(), "b", OrganisationKind.Municipality, "見本市", "みほんし", LocalGovernmentCode.Parse("212024"), null, "岐阜県", "", 160_000, false, true);
    private static readonly CaseFacts Facts = new("文書管理", "", 200, 160_000, new DateOnly(2026, 7, 1), new DateOnly(2027, 3, 31), "2026/02-01-05-13");

    [Theory]
    [InlineData("2026-04-01", "2027-03-31", 12)]
    [InlineData("2026-04-01", "2026-04-30", 1)]
    [InlineData("2026-04-01", "2026-04-02", 1)]
    [InlineData("2026-04-15", "2026-05-14", 1)]
    [InlineData("2026-04-15", "2026-05-15", 2)]
    [InlineData("2026-12-01", "2027-02-28", 3)]
    public void A_month_begun_counts_whole(string first, string last, int months) =>
        Assert.Equal(months, Months.Between(DateOnly.Parse(first, null), DateOnly.Parse(last, null)));

    [Fact]
    public void Facts_are_judged_field_by_field()
    {
        Assert.Empty(Facts.Check(Now.JapanDay()));
        Assert.Empty((Facts with { BudgetLine = "" }).Check(Now.JapanDay()));
        Assert.Equal(["Input.Title", "Input.Users", "Input.End"], Fields(Facts with { Title = "", Users = 0, End = Facts.Start }));
        Assert.Equal(("Input.Right", "several-years"), (Assert.Single((Facts with { End = new DateOnly(2027, 4, 1) }).Check(Now.JapanDay())).Field, (Facts with { End = new DateOnly(2027, 4, 1) }).Check(Now.JapanDay())[0].Code));
        Assert.Empty((Facts with { End = new DateOnly(2027, 4, 1), Right = LaterYearsRight.LongTerm }).Check(Now.JapanDay()));
        Assert.Equal("no-month-in-first-year", Assert.Single((Facts with { Start = new DateOnly(2027, 3, 15), End = new DateOnly(2027, 9, 14), Right = LaterYearsRight.LongTerm }).Check(Now.JapanDay())).Code);
        Assert.Equal("term-too-long", Assert.Single((Facts with { End = new DateOnly(2046, 7, 1), Right = LaterYearsRight.LongTerm }).Check(Now.JapanDay())).Code);
        Assert.Equal("budget-line-year", Assert.Single((Facts with { BudgetLine = "2027/02-01-05-13" }).Check(Now.JapanDay())).Code);
        Assert.Equal(["Input.Title", "Input.Purpose", "Input.Users", "Input.Population", "Input.Start", "Input.End"],
            Fields(new CaseFacts(new string('長', 101), new string('長', 2001), null, 20_000_001, null, null, "")));
    }

    [Fact]
    public void Only_one_to_thirty_candidates_can_be_locked()
    {
        Assert.Equal("no-search", Code(Opened().Lock(Found(3), Requester, Now)));
        Assert.Equal("no-candidates", Code(Searched().Lock(Found(0), Requester, Now)));
        var many = Searched().Lock(Found(31), Requester, Now).Refusals[0];
        Assert.Equal(("too-many-candidates", 31L, 30), (many.Code, many.Args[0], many.Args[1]));
        Assert.True(Searched().Lock(Found(30), Requester, Now).Ok);
        var undecided = Opened(Facts with { BudgetLine = "" });
        undecided.SaveSearch("?q=x", "x", 3, Requester, Now);
        Assert.Equal("no-budget-line", Code(undecided.Lock(Found(3), Requester, Now)));
    }

    [Fact]
    public void Locking_keeps_prices_for_the_cases_size_and_a_hash_that_can_be_checked()
    {
        var locked = Locked(2);
        // 9 months: 100,000 once and 400 × 200 users a month.
        Assert.Equal((new Money(820_000), new Money(902_000)), (locked.Candidates[0].Net, locked.Candidates[0].Total));
        Assert.Equal(locked.EvidenceHash, Evidence.Hash(locked.EvidenceText()));
        Assert.Equal(64, locked.EvidenceHash.Length);
        Assert.NotEqual(locked.EvidenceHash, Evidence.Hash(locked.EvidenceText().Replace("902000", "902001", StringComparison.Ordinal)));
        Assert.Equal("オファー1", locked.Candidates[0].Offer.OfferName);
    }

    [Fact]
    public void Nothing_but_the_choice_changes_after_the_lock()
    {
        var locked = Locked(2);
        Assert.Equal("already-locked", Code(locked.Revise(Facts with { Users = 1 }, "", null, Requester, Now)));
        Assert.Equal("already-locked", Code(locked.SaveSearch("?q=y", "y", 1, Requester, Now)));
        Assert.True(locked.Lock(Found(5), Requester, Now).Ok);
        Assert.Equal(2, locked.Candidates.Count);
    }

    [Fact]
    public void An_earlier_search_stays_as_history()
    {
        var searched = Searched();
        Assert.True(searched.SaveSearch("?q=second", "二回目", 4, Requester, Now).Ok);
        Assert.Equal(("?q=second", 2), (searched.Search!.Query, searched.Searches.Count));
    }

    [Fact]
    public void A_choice_needs_a_reason_and_where_the_law_asks_a_ground()
    {
        var two = Locked(2);
        Assert.Equal(["choose-one", "reason-length", "method-missing"], two.Choose(new Choice(3, "短い", null, null, "", [], CeilingCategory.Other), Requester, Now).Refusals.Select(r => r.Code));
        Assert.Equal("ground-missing", Code(two.Choose(Choice(1) with { Ground = null }, Requester, Now)));
        Assert.True(two.Choose(Choice(1), Requester, Now).Ok);
        Assert.True(two.Choose(Choice(2) with { Method = ProcurementMethod.OpenBidding, Ground = null }, Requester, Now).Ok);
        Assert.Equal("Input.MethodReason", two.Choose(Choice(1) with { Method = ProcurementMethod.Negotiated }, Requester, Now).Refusals.Single().Field);
        Assert.Equal("候補2", two.ChosenName);

        var single = Locked(1);
        Assert.Equal(["ground-missing", "reason-length"], single.Choose(Choice(1) with { Method = ProcurementMethod.OpenBidding, Ground = null }, Requester, Now).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void Nobody_approves_what_they_prepared()
    {
        var own = Requested();
        var standing = Certified(own);
        Assert.Equal("own-case", Code(own.Approve(standing, Requester with { Role = Role.Approver }, Now)));
        Assert.Equal("own-case", Code(own.Return("自分の案件を差し戻そうとしました。", Requester, Now)));
        Assert.True(own.Approve(standing, Approver, Now).Ok);
        Assert.Equal(CaseState.Ordering, own.State);
        Assert.Equal("not-awaiting", Code(own.Approve(standing, Approver, Now)));
    }

    [Fact]
    public void A_seller_who_may_not_be_contracted_today_is_not_approved()
    {
        var requested = Requested();
        Assert.Equal("not-certified", Code(requested.Approve(new VendorStanding(requested.SellerId!.Value, false, []), Approver, Now)));
        var lastDay = Now.JapanDay();
        var proof = new ProofView(ProofKind.Iso27001, "1", "x", "x", lastDay.AddYears(-3), lastDay);
        Assert.Equal("proof-expired", Code(requested.Approve(new VendorStanding(requested.SellerId!.Value, true, [proof]), Approver, Now.AddDays(1))));
        Assert.True(requested.Approve(new VendorStanding(requested.SellerId!.Value, true, [proof]), Approver, Now).Ok);
    }

    [Fact]
    public void A_returned_case_is_requested_again_under_a_new_contract_id()
    {
        var returned = Requested();
        var first = returned.NextContractId;
        Assert.Equal("reason-length", Code(returned.Return("短い", Approver, Now)));
        Assert.True(returned.Return("選定の理由をもう少し詳しく書いてください。", Approver, Now).Ok);
        Assert.Equal((CaseState.Returned, "by-approver"), (returned.State, returned.ReturnCode));
        Assert.True(returned.Choose(Choice(2), Requester, Now).Ok);
        Assert.True(returned.Request(Requester, Now).Ok);
        Assert.Equal((2, ""), (returned.Attempt, returned.ReturnCode));
        Assert.NotEqual(first, returned.NextContractId);
    }

    [Fact]
    public void A_case_ends_without_contract_with_a_reason_and_only_before_the_order()
    {
        Assert.Equal("nothing-searched", Code(Opened().Close(noneSuitable: true, "合うものがありませんでした。", Requester, Now)));
        Assert.Equal("reason-length", Code(Opened().Close(noneSuitable: false, "やめた", Requester, Now)));
        var locked = Locked(2);
        Assert.True(locked.Close(noneSuitable: true, "必要な機能を備えたものがありませんでした。", Requester, Now).Ok);
        Assert.Equal((CaseState.NoneSuitable, Now), (locked.State, locked.EndedAt));
        Assert.Equal("not-choosable", Code(locked.Choose(Choice(1), Requester, Now)));
        var ordering = Requested();
        ordering.Approve(Certified(ordering), Approver, Now);
        Assert.Equal("not-closable", Code(ordering.Close(noneSuitable: false, "やはり取りやめることにしました。", Requester, Now)));
    }

    [Fact]
    public void A_request_waits_for_its_money_and_can_be_withdrawn_once_it_is_held()
    {
        var asked = Locked(2);
        Assert.True(asked.Choose(Choice(1), Requester, Now).Ok);
        Assert.True(asked.Request(Requester, Now).Ok);
        Assert.Equal((CaseState.Reserving, null), (asked.State, asked.HeldAt));
        Assert.Equal("not-awaiting", Code(asked.Approve(Certified(asked), Approver, Now)));
        Assert.Equal("not-awaiting", Code(asked.Withdraw(Requester, Now)));
        Assert.Equal("not-closable", Code(asked.Close(noneSuitable: false, "やはり取りやめることにしました。", Requester, Now)));
        asked.Held(Actor.System("test"), Now);
        Assert.Equal((CaseState.AwaitingApproval, Now), (asked.State, asked.HeldAt));
        Assert.True(asked.Withdraw(Requester, Now).Ok);
        Assert.Equal((CaseState.Chosen, null), (asked.State, asked.HeldAt));
        Assert.True(asked.Request(Requester, Now).Ok);
        asked.ReturnUnordered(Refusal.Conflict("over-budget", "{0}不足しています。", "¥1"), Actor.System("test"), Now);
        Assert.Equal((CaseState.Returned, "over-budget", 2), (asked.State, asked.ReturnCode, asked.Attempt));
    }

    private static string Code(Result result) => Assert.Single(result.Refusals).Code;

    private static IEnumerable<string?> Fields(CaseFacts facts) => facts.Check(Now.JapanDay()).Select(r => r.Field);

    private static Actor Person(string name, Role role) => new(Guid.NewGuid(), name, Guid.NewGuid(), "見本市", OrganisationKind.Municipality, null, role, "web");

    private static Choice Choice(int position) => new(position, "価格と機能のつりあいが最もよいため。", ProcurementMethod.Quotes, 1, "", [], CeilingCategory.Other);

    private static VendorStanding Certified(ProcurementCase of) =>
        new(of.SellerId!.Value, true, [new ProofView(ProofKind.Ismap, "1", "x", "x", DateOnly.MinValue, DateOnly.MaxValue)]);

    private static ProcurementCase Opened(CaseFacts? facts = null) => ProcurementCase.Open(Guid.CreateVersion7(), facts ?? Facts, "使用料", null, Body, Requester, Now);

    private static ProcurementCase Searched()
    {
        var opened = Opened();
        opened.SaveSearch("?q=文書", "「文書」", 3, Requester, Now);
        return opened;
    }

    private static ProcurementCase Locked(int candidates)
    {
        var searched = Searched();
        Assert.True(searched.Lock(Found(candidates), Requester, Now).Ok);
        return searched;
    }

    private static ProcurementCase Requested()
    {
        var locked = Locked(2);
        Assert.True(locked.Choose(Choice(1), Requester, Now).Ok);
        Assert.True(locked.Request(Requester, Now).Ok);
        locked.Held(Actor.System("test"), Now);
        return locked;
    }

    private static CandidateList Found(int count) => new(count, [.. Enumerable.Range(1, Math.Min(count, 30)).Select(Offer)], "「文書」");

    private static OfferSnapshot Offer(int n) => new(
        Guid.NewGuid(), $"offer{n}", 1, $"候補{n}", $"オファー{n}", "", Guid.NewGuid(), Guid.NewGuid(), "開発", Guid.NewGuid(), "販売", ["0101"],
        new PricePlan(new Money(100_000), PriceBasis.Users, [new(0, new Money(500)), new(100, new Money(400))], 1, 0), 1,
        new JsonObject { ["a"] = "あ" }, [], Now, new string('0', 64));
}
