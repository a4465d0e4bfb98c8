using FsCheck;
using FsCheck.Fluent;
using Marketplace.Procurement;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.Purchasing;

[Trait("Kind", "Fast")]
public sealed class PurchasingPropertyTests
{
    internal static readonly FiscalYear[] Years = [new(2026), new(2027)];

    [Fact]
    public void Any_sequence_of_commands_ends_as_a_naive_ledger_ends() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Commands.ToArbitrary(), commands =>
        {
            var (account, ledger) = (PurchasingAccount.Empty, new NaiveLedger());
            foreach (var command in commands)
            {
                var accepted = account.RefusalOf(command) is null;
                Assert.True(accepted == ledger.Try(command), $"{command}: {account.RefusalOf(command)?.Code ?? "accepted"}");
                if (account.Decide(command) is { Ok: true, Value: var events })
                    account = account.Apply(events);
                foreach (var year in Years)
                    Assert.Equal(ledger.In(year), account.In(year).Select(NaiveLedger.Plain));
                Assert.All(account.Lines, Balanced);
                account = PurchasingSnapshot.Of(LocalGovernmentCode.Parse("210005"), new JournalState(account, 1, new byte[32])).Read().Account;
            }
        }));

    [Fact]
    public void A_journal_read_back_gives_the_same_account() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Commands.ToArbitrary(), commands =>
        {
            var state = JournalState.Empty;
            var journal = new List<PurchasingEntry>();
            foreach (var command in commands)
            {
                if (state.Account.Decide(command) is not { Ok: true, Value: var events })
                    continue;
                journal.Add(PurchasingEntry.Next(LocalGovernmentCode.Parse("210005"), state.Version + 1, state.Hash, command, events, DateTimeOffset.UnixEpoch));
                state = state.After(journal[^1]);
            }

            var again = journal.Aggregate(JournalState.Empty, (s, e) => s.After(e));
            Assert.Equal(state.Version, again.Version);
            Assert.Equal(state.Hash, again.Hash);
            foreach (var year in Years)
                Assert.Equal(state.Account.In(year), again.Account.In(year));
        }));

    /// <summary>Few lines, few contracts, small sums and days around the year's ends, so that the rules meet often.</summary>
    internal static Gen<PurchasingCommand[]> Commands { get; } =
        (from kind in Gen.Choose(0, 15)
         from year in Gen.Elements(Years)
         from line in Gen.Elements("02-01-05-12", "02-01-05-13", "02-02-05-13", "03-01-05-13")
         from other in Gen.Elements("02-01-05-12", "02-01-05-13", "02-02-05-13", "03-01-05-13")
         from contract in Gen.Choose(1, 5)
         from flag in Gen.Elements(true, false)
         from yen in Gen.Frequency((1, Gen.Choose(-2, 0)), (9, Gen.Choose(1, 400)))
         from day in Gen.Frequency(
             (6, Gen.Constant(new DateOnly(2027, 1, 15))),
             (2, Gen.Elements<DateOnly>(new(2026, 3, 31), new(2026, 4, 1), new(2027, 3, 31), new(2027, 4, 1), new(2027, 5, 31), new(2027, 6, 1), new(2027, 7, 1))))
         select Command(kind, year, line, other, contract, flag, new Money(yen), day)).ArrayOf().Resize(80);

    private static PurchasingCommand Command(int kind, FiscalYear year, string line, string other, int contract, bool flag, Money amount, DateOnly on)
    {
        var (operation, id) = (Guid.NewGuid(), new Guid(contract, 0, 0, new byte[8]));
        return kind switch
        {
            0 or 1 => new Allot(operation, on, "会計", year, line, "科目", amount) { Votes = flag },
            2 => new Appropriate(operation, on, "会計", year, line, "科目", Fund.General, amount),
            3 => new Transfer(operation, on, "会計", year, line, other, amount, "不足のため", flag),
            4 => new Reduce(operation, on, "会計", year, line, amount, "補正"),
            5 => new CarryOver(operation, on, "会計", year, line, amount, flag ? CarryOverKind.Authorised : CarryOverKind.Accident, flag ? null : id, "遅れのため"),
            6 => new CloseYear(operation, on, "会計", year),
            7 => new Reserve(operation, on, "決裁", id, year, line, amount, "件名"),
            8 or 9 => new Encumber(operation, on, "決裁", id, year, line, amount, "件名"),
            10 => new ChangeEncumbrance(operation, on, "決裁", id, amount),
            11 => new Release(operation, on, "会計", id),
            12 or 13 => new Accept(operation, on, "会計", id, amount),
            _ => new RecordPayment(operation, on, "会計", id, amount),
        };
    }

    private static void Balanced(BudgetLineFigures line)
    {
        Assert.All(new[] { line.Allotted, line.Reserved, line.Encumbered, line.Accepted, line.Paid, line.Remaining, line.Unallotted }, m => Assert.True(m >= Money.Zero, line.ToString()));
        Assert.True(line.Allotted <= line.Voted, line.ToString());
        if (line.Unused is { } unused)
            Assert.Equal(line.Voted, line.Paid + unused);
        else
            Assert.Equal(line.Allotted, line.Reserved + line.Encumbered + line.Accepted + line.Paid + line.Remaining);
    }
}
