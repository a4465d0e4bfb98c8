using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

[Trait("Kind", "Fast")]
public sealed class ImportRulesTests
{
    private static readonly FiscalYear Year = new(2026);
    private static readonly DateOnly InYear = new(2026, 6, 1);

    [Fact]
    public void Rows_vote_and_allot_and_add_to_what_is_there()
    {
        var account = PurchasingAccount.Empty.Do(Import(Row("02-01-05-13", 100, 60), Row("02-01-05-12", 0, 0) with { Voted = new Money(5) }));
        account = account.Do(Import(Row("02-01-05-13", 10, 50) with { Name = "" }));
        var line = account.In(Year).Single(l => l.Line == "02-01-05-13");
        Assert.Equal((110L, 110L), (line.Voted.Yen, line.Allotted.Yen));
        Assert.Equal(5, account.In(Year)[0].Unallotted.Yen);
    }

    [Fact]
    public void The_first_bad_row_refuses_all_and_is_named()
    {
        var no = PurchasingAccount.Empty.Refuses(Import(Row("02-01-05-13", 100, 60), Row("02-01-05-12", 100, 101)));
        Assert.Equal(("more-than-voted", "Rows[1].Allotted"), (no.Code, no.Field));
    }

    [Theory]
    [InlineData("2-1", 1, 1, "line-code", "Rows[0].Line")]
    [InlineData("02-01-05-13", -1, 0, "amount-not-positive", "Rows[0].Voted")]
    [InlineData("02-01-05-13", 1, -1, "amount-not-positive", "Rows[0].Allotted")]
    [InlineData("02-01-05-13", 0, 0, "row-empty", "Rows[0].Voted")]
    public void Rows_obey_the_rules_of_votes_and_allotments(string line, long voted, long allotted, string code, string field)
    {
        var no = PurchasingAccount.Empty.Refuses(Import(Row(line, voted, allotted)));
        Assert.Equal((code, field), (no.Code, no.Field));
    }

    [Fact]
    public void A_line_comes_once_and_keeps_its_fund_and_a_file_has_rows()
    {
        Assert.Equal("line-twice", PurchasingAccount.Empty.Refuses(Import(Row("02-01-05-13", 1, 1), Row("02-01-05-13", 1, 1))).Code);
        Assert.Equal("import-rows", PurchasingAccount.Empty.Refuses(Import()).Code);
        var known = PurchasingAccount.Empty.Do(Import(Row("02-01-05-13", 1, 1)));
        Assert.Equal("fund-differs", known.Refuses(Import(Row("02-01-05-13", 1, 1) with { Fund = new Fund(FundKind.DigitalBond, "") })).Code);
    }

    private static BudgetRow Row(string line, long voted, long allotted) => new(Year, line, "使用料", Fund.General, new Money(voted), new Money(allotted));

    private static ImportBudget Import(params BudgetRow[] rows) => new(Guid.NewGuid(), InYear, "会計", rows);
}
