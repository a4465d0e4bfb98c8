using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

[Trait("Kind", "Fast")]
public sealed class PurchasingRulesTests
{
    private const string Line = "02-01-05-13";
    private static readonly FiscalYear Year = new(2026);
    private static readonly DateOnly InYear = new(2026, 6, 1);
    private static readonly Guid Contract = Guid.CreateVersion7();

    private readonly PurchasingAccount allotted = PurchasingAccount.Empty.Do(new Allot(Guid.NewGuid(), InYear, "会計", Year, Line, "使用料", new Money(1000)));

    /// <summary>The very bytes that the chains of every body stand on: they may never change.</summary>
    [Fact]
    public void An_entrys_hash_is_over_the_one_before_and_every_field_with_its_length()
    {
        var (body, about) = (LocalGovernmentCode.Parse("131016"), new Reference(ReferenceKind.Contract, Contract));
        var command = new Encumber(Guid.CreateVersion7(), InYear, "会計 花子", Guid.CreateVersion7(), Year, Line, new Money(700), "使用料") { About = about };
        foreach (var each in new[] { command, command with { About = null } })
        {
            var entry = PurchasingEntry.Next(body, 12_345, [.. Enumerable.Range(0, 32).Select(n => (byte)n)], each, [], DateTimeOffset.UtcNow);
            string?[] fields =
            [
                "131016", "12345", command.OperationId.ToString(), "Encumber", "[]", "会計 花子", "2026-06-01", entry.At.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
                each.About is null ? null : $"Contract/{Contract}",
            ];
            var bytes = fields.OfType<string>().Select(System.Text.Encoding.UTF8.GetBytes).SelectMany(f => BitConverter.GetBytes(f.Length).Reverse().Concat(f));
            Assert.Equal(System.Security.Cryptography.SHA256.HashData([.. entry.PreviousHash, .. bytes]), entry.Hash);
        }
    }

    [Fact]
    public void Figures_of_a_line_follow_an_encumbrance_to_its_payment()
    {
        var account = allotted.Do(Encumber(700)).Do(Accept(400)).Do(Pay(150));
        var line = Assert.Single(account.In(Year));
        Assert.Equal(
            new BudgetLineFigures(Year, Line, "使用料", new Money(1000), Money.Zero, new Money(300), new Money(250), new Money(150)), line);
        Assert.Equal(new Money(300), line.Remaining);
    }

    [Fact]
    public void Over_budget_says_how_many_yen_are_missing_on_which_line()
    {
        var no = allotted.Do(Encumber(700)).Refuses(Encumber(301) with { EncumbranceId = Guid.NewGuid() });
        Assert.Equal("over-budget", no.Code);
        Assert.Equal(RefusalKind.Conflict, no.Kind);
        Assert.Equal(["2026", Line, "使用料", "¥300", "¥1"], no.Args);
    }

    [Fact]
    public void The_last_yen_of_a_line_may_be_bound() => allotted.Do(Encumber(1000));

    [Theory]
    [InlineData(0, "amount-not-positive")]
    [InlineData(-1, "amount-not-positive")]
    [InlineData(10_000_000_000_001, "amount-too-large")]
    public void Amounts_are_positive_and_sane(long yen, string code)
    {
        Assert.Equal(code, allotted.Refuses(Encumber(yen)).Code);
        Assert.Equal(code, allotted.Refuses(new Allot(Guid.NewGuid(), InYear, "会計", Year, Line, "", new Money(yen))).Code);
    }

    [Fact]
    public void Lines_and_encumbrances_must_exist_and_be_new()
    {
        Assert.Equal("unknown-line", allotted.Refuses(Encumber(1) with { Line = "02-01-05-14" }).Code);
        Assert.Equal("unknown-line", allotted.Refuses(Encumber(1) with { Year = Year.Next }).Code);
        Assert.Equal("unknown-encumbrance", allotted.Refuses(Accept(1)).Code);
        Assert.Equal("unknown-encumbrance", allotted.Refuses(Pay(1)).Code);
        Assert.Equal("unknown-encumbrance", allotted.Refuses(Release()).Code);
        Assert.Equal("unknown-encumbrance", allotted.Refuses(Change(1)).Code);
        Assert.Equal("encumbrance-exists", allotted.Do(Encumber(1)).Refuses(Encumber(1)).Code);
    }

    [Theory]
    [InlineData("2026-03-31", null)] // prepared before the year, for a contract from 1 April
    [InlineData("2026-04-01", null)]
    [InlineData("2027-03-31", null)]
    [InlineData("2027-04-01", "year-over")]
    public void Nothing_new_is_bound_after_31_March(string on, string? code) =>
        Assert.Equal(code, allotted.RefusalOf(Encumber(1) with { On = Day(on) })?.Code);

    [Theory]
    [InlineData("2026-03-31", "year-not-begun")]
    [InlineData("2026-04-01", null)]
    [InlineData("2027-03-31", null)]
    [InlineData("2027-04-01", "accepted-too-late")]
    public void Acceptance_lies_within_the_year(string on, string? code) =>
        Assert.Equal(code, allotted.Do(Encumber(10)).RefusalOf(Accept(1) with { On = Day(on) })?.Code);

    [Theory]
    [InlineData("2027-05-31", null)]
    [InlineData("2027-06-01", "books-closed")]
    public void Payments_end_when_the_books_close(string on, string? code) =>
        Assert.Equal(code, allotted.Do(Encumber(10)).Do(Accept(10)).RefusalOf(Pay(1) with { On = Day(on) })?.Code);

    [Fact]
    public void No_more_is_accepted_than_bound_nor_paid_than_accepted()
    {
        var account = allotted.Do(Encumber(100)).Do(Accept(60));
        Assert.Equal("more-than-outstanding", account.Refuses(Accept(41)).Code);
        Assert.Equal("more-than-accepted", account.Refuses(Pay(61)).Code);
        account.Do(Accept(40)).Do(Pay(100));
    }

    [Fact]
    public void A_change_stays_between_what_is_accepted_and_what_is_left()
    {
        var account = allotted.Do(Encumber(100)).Do(Accept(60)).Do(Pay(10));
        Assert.Equal("below-accepted", account.Refuses(Change(59)).Code);
        Assert.Equal("over-budget", account.Refuses(Change(1001)).Code);
        Assert.Equal(new Money(940), account.Do(Change(60)).In(Year)[0].Remaining);
        Assert.Equal(Money.Zero, account.Do(Change(1000)).In(Year)[0].Remaining);
    }

    [Fact]
    public void After_the_year_an_encumbrance_may_be_lowered_but_not_raised()
    {
        var account = allotted.Do(Encumber(100));
        Assert.Equal("year-over", account.Refuses(Change(101) with { On = new(2027, 4, 1) }).Code);
        account.Do(Change(99) with { On = new(2027, 5, 31) });
    }

    [Fact]
    public void Release_gives_back_what_is_not_accepted_and_then_has_nothing_left()
    {
        var account = allotted.Do(Encumber(100)).Do(Accept(60)).Do(Release());
        Assert.Equal(new Money(940), account.In(Year)[0].Remaining);
        Assert.Equal("nothing-outstanding", account.Refuses(Release()).Code);
    }

    [Theory]
    [InlineData("2-1-5-13", "使用料", 2026, "line-code")]
    [InlineData("02-01-05-13\n", "使用料", 2026, "line-code")]
    [InlineData("０２-01-05-13", "使用料", 2026, "line-code")]
    [InlineData("02-01-05-14", " ", 2026, "line-name-missing")]
    [InlineData(Line, "別の名称", 2026, "line-name-differs")]
    [InlineData(Line, "使用料", 2028, "year-out-of-range")]
    [InlineData(Line, "使用料", 1, "year-out-of-range")]
    [InlineData(Line, "使用料", 2025, "year-over")]
    [InlineData(Line, "使用料", 2026, null)]
    [InlineData(Line, "", 2026, null)]
    public void An_allotment_names_a_line_of_this_or_the_next_year(string line, string name, int year, string? code) =>
        Assert.Equal(code, allotted.RefusalOf(new Allot(Guid.NewGuid(), InYear, "会計", new(year), line, name, new Money(5)))?.Code);

    [Fact]
    public void A_refused_encumbrance_comes_back_from_the_journal_as_it_was()
    {
        var refusal = allotted.Refuses(Encumber(5000));
        var entry = PurchasingEntry.Next(
            LocalGovernmentCode.Parse("210005"), 2, PurchasingEntry.Genesis, Encumber(5000), allotted.Decide(Encumber(5000)).Value, DateTimeOffset.UnixEpoch);
        var again = Assert.IsType<Refused>(Assert.Single(entry.ReadEvents())).ToRefusal();
        Assert.Equal((refusal.Kind, refusal.Code, refusal.Text, refusal.Field), (again.Kind, again.Code, again.Text, again.Field));
        Assert.Equal(refusal.Args, again.Args);
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Encumber Encumber(long yen) => new(Guid.NewGuid(), InYear, "決裁", Contract, Year, Line, new Money(yen), "文書管理");

    private static Accept Accept(long yen) => new(Guid.NewGuid(), InYear, "会計", Contract, new Money(yen));

    private static RecordPayment Pay(long yen) => new(Guid.NewGuid(), InYear, "会計", Contract, new Money(yen));

    private static ChangeEncumbrance Change(long yen) => new(Guid.NewGuid(), InYear, "会計", Contract, new Money(yen));

    private static Release Release() => new(Guid.NewGuid(), InYear, "会計", Contract);
}

/// <summary>Runs commands on a bare account.</summary>
internal static class PurchasingAccountSteps
{
    public static PurchasingAccount Do(this PurchasingAccount account, PurchasingCommand command)
    {
        Assert.Null(account.RefusalOf(command)?.Code);
        return account.Apply(account.Decide(command).Value);
    }

    public static Refusal Refuses(this PurchasingAccount account, PurchasingCommand command) =>
        account.RefusalOf(command) ?? throw new Xunit.Sdk.XunitException($"{command} was accepted.");

    public static Refusal? RefusalOf(this PurchasingAccount account, PurchasingCommand command) => account.Decide(command) switch
    {
        { Ok: false, Refusals: var refusals } => refusals[0],
        { Value: [Refused no] } => no.ToRefusal(),
        _ => null,
    };
}
