using Marketplace.Billing;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Billing;

/// <summary>消込の規則 and the statement file.</summary>
[Trait("Kind", "Fast")]
public sealed class MatchingTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    private static OpenInvoice Invoice(string number, long total, string body = "岐阜市", string kana = "ぎふし") =>
        new(Guid.NewGuid(), Guid.NewGuid(), PublicId.New(), number, "文書管理", body, new Money(total), Day.AddDays(-3), [body, kana]);

    private static string? Find(long amount, string payer, string reference, params OpenInvoice[] open) => Matching.Find(new Money(amount), Day, payer, reference, open)?.Number;

    [Theory]
    [InlineData("K7PMR-2026-0001")]
    [InlineData("ﾃｽｳﾘﾖｳ k7pmr 2026 0001 ﾌﾞﾝｼﾖｶﾝﾘ")]
    [InlineData("Ｋ７ＰＭＲ２０２６０００１")]
    [InlineData("K7PMR－2026－0001")]
    public void A_named_invoice_with_equal_amount_is_matched_however_it_is_written(string reference) =>
        Assert.Equal("K7PMR-2026-0001", Find(1100, "シラナイ", reference, Invoice("K7PMR-2026-0001", 1100), Invoice("K7PMR-2026-0002", 1100)));

    [Theory]
    [InlineData("K7PMR-2026-00011")] // a longer number is another one
    [InlineData("AK7PMR-2026-0001")]
    public void A_number_inside_a_longer_one_is_not_meant(string reference) => Assert.Null(Find(1100, "シラナイ", reference, Invoice("K7PMR-2026-0001", 1100)));

    [Fact]
    public void Too_much_too_little_and_two_named_of_the_same_amount_are_left_for_a_person()
    {
        Assert.Null(Find(1099, "ギフシ", "K7PMR-2026-0001", Invoice("K7PMR-2026-0001", 1100)));
        Assert.Null(Find(1101, "ギフシ", "K7PMR-2026-0001", Invoice("K7PMR-2026-0001", 1100)));
        Assert.Null(Find(1100, "ギフシ", "K7PMR-2026-0001 K7PMR-2026-0002", Invoice("K7PMR-2026-0001", 1100), Invoice("K7PMR-2026-0002", 1100)));
        // It names one invoice with another amount; the fitting one of the same body is not guessed.
        Assert.Null(Find(2200, "ギフシ", "K7PMR-2026-0001", Invoice("K7PMR-2026-0001", 1100), Invoice("K7PMR-2026-0002", 2200)));
    }

    [Theory]
    [InlineData("ｷﾞﾌｼ ｶｲｹｲｶﾝﾘｼﾔ", true)]
    [InlineData("岐阜市会計管理者", true)]
    [InlineData("オオギフシ", false)]
    [InlineData("オオガキシ", false)]
    public void Without_a_number_the_payers_only_open_invoice_of_that_amount_is_matched(string payer, bool matched)
    {
        Assert.Equal(matched ? "K7PMR-2026-0001" : null, Find(1100, payer, "", Invoice("K7PMR-2026-0001", 1100), Invoice("K7PMR-2026-0002", 2200)));
        Assert.Null(Find(1100, payer, "", Invoice("K7PMR-2026-0001", 1100), Invoice("K7PMR-2026-0003", 1100)));
    }

    [Fact]
    public void Money_that_came_before_the_invoice_does_not_settle_it() =>
        Assert.Null(Matching.Find(new Money(1100), Day.AddDays(-4), "ギフシ", "K7PMR-2026-0001", [Invoice("K7PMR-2026-0001", 1100)]));

    [Fact]
    public void Suggestions_show_the_difference_and_why()
    {
        var (named, same, other) = (Invoice("K7PMR-2026-0001", 1100), Invoice("K7PMR-2026-0002", 5000), Invoice("K7PMR-2026-0003", 1000, "大垣市", "おおがきし"));
        var suggestions = Matching.Suggest(new Money(1000), "ギフシ", "K7PMR-2026-0001", [other, same, named]);
        Assert.Equal([named, same, other], suggestions.Select(s => s.Invoice));
        Assert.Equal([new Money(-100), new Money(-4000), Money.Zero], suggestions.Select(s => s.Difference));
    }

    [Fact]
    public void A_statement_file_is_read_with_its_faults_by_row()
    {
        var file = StatementCsv.Read("\uFEFFdate,amount,payer,reference\n2026-11-20,\"1,100\",ギフシ,K7PMR-2026-0001\n2026/11/9,550,\"オオガキシ, カイケイ\",\n", Day);
        Assert.True(file.Ok);
        Assert.Equal([new Money(1100), new Money(550)], file.Lines.Select(l => l.Amount));
        Assert.Equal("オオガキシ, カイケイ", file.Lines[1].Payer);

        var faulty = StatementCsv.Read("date,amount,payer,reference\n2026-13-20,abc,ギフシ,\n2026-11-22,100,ギフシ,\n2026-11-20,0,,\n2026-11-20,1,100,ギフシ,\n", Day);
        Assert.False(faulty.Ok);
        Assert.Equal(["csv-date csv-amount", "line-date", "line-amount line-payer", "csv-columns"], faulty.Rows.Select(r => string.Join(' ', r.Faults.Select(f => f.Code))));
        Assert.Equal([2, 3, 4, 5], faulty.Rows.Select(r => r.Number));
        Assert.Equal("csv-header", StatementCsv.Read("日付,金額\n", Day).Fault!.Code);
        Assert.Equal("csv-header", StatementCsv.Read("", Day).Fault!.Code);
        Assert.Equal("csv-empty", StatementCsv.Read("date,amount,payer,reference\n", Day).Fault!.Code);
        Assert.Null(StatementCsv.Decode([0x93, 0xFA, 0x95, 0x74]));
    }

    [Fact]
    public void Equal_lines_of_one_file_differ_by_their_place_and_writing_does_not_matter()
    {
        var line = new NewStatementLine(Guid.NewGuid(), Day, new Money(100), "ｷﾞﾌｼ", "k7");
        Assert.NotEqual(line.Hash(1), line.Hash(2));
        Assert.Equal(line.Hash(1), (line with { Id = Guid.NewGuid(), Payer = "ギフシ ", Reference = "K7" }).Hash(1));
    }
}
