using Marketplace.Procurement;
using Marketplace.Procurement.Contracts;
using Marketplace.Shared;
using Marketplace.Tests.Procurement.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Procurement.Contracts;

/// <summary>What Billing tells reaches the purchasing account once, in whatever order it arrives.</summary>
[Trait("Kind", "Db")]
public sealed class ContractProgressTests(CaseApp app) : IClassFixture<CaseApp>
{
    private static DateOnly Today => TimeProvider.System.JapanToday();

    [Fact]
    public async Task Acceptance_payment_and_settlement_move_the_budget_line()
    {
        var (contract, total) = await Contract("検収から完了まで", "04-01-01-13");
        var (delivery, invoice, short1) = (Guid.NewGuid(), Guid.NewGuid(), new Money(total.Yen - 1));

        // Paid before accepted, settled before paid: both wait.
        await Assert.ThrowsAsync<NotYetException>(() => Handle<PayOnAccount, InvoicePaid>(new InvoicePaid(invoice, contract, short1, Today)));
        await Assert.ThrowsAsync<NotYetException>(() => Handle<SettleContract, ContractSettled>(new ContractSettled(contract, short1, Today)));
        await Handle<AcceptOnAccount, DeliveryAccepted>(new DeliveryAccepted(delivery, contract, short1, Today));
        await Assert.ThrowsAsync<NotYetException>(() => Handle<SettleContract, ContractSettled>(new ContractSettled(contract, short1, Today)));
        Assert.Equal((short1, Money.Zero), await AcceptedAndPaid("04-01-01-13"));
        await Handle<PayOnAccount, InvoicePaid>(new InvoicePaid(invoice, contract, short1, Today));
        Assert.Equal((Money.Zero, short1), await AcceptedAndPaid("04-01-01-13"));

        // The yen that rounding left over goes back.
        await Handle<SettleContract, ContractSettled>(new ContractSettled(contract, short1, Today));
        await Handle<SettleContract, ContractSettled>(new ContractSettled(contract, short1, Today));
        var line = await app.Line("04-01-01-13");
        Assert.Equal((Money.Zero, short1), (line.Encumbered, line.Paid));
        var page = await app.SignIn(CaseApp.Requester);
        await page.Get("/contracts?state=Settled");
        Assert.Contains("検収から完了まで", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_after_the_account_answered_counts_once()
    {
        var (contract, total) = await Contract("検収の途中で倒れる", "04-01-02-13");
        var accepted = new DeliveryAccepted(Guid.NewGuid(), contract, total, Today);
        await Handle<AcceptOnAccount, DeliveryAccepted>(accepted, commit: false);
        await Handle<AcceptOnAccount, DeliveryAccepted>(accepted);
        Assert.Equal((total, Money.Zero), await AcceptedAndPaid("04-01-02-13"));
    }

    [Fact]
    public async Task A_refusal_is_a_fault_that_can_be_retried_after_it_was_mended()
    {
        var (contract, total) = await Contract("拒まれてから直る", "04-01-03-13");
        var delivery = Guid.NewGuid();
        var tooMuch = new DeliveryAccepted(delivery, contract, total + new Money(1), Today);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Handle<AcceptOnAccount, DeliveryAccepted>(tooMuch));
        Assert.Contains("more-than-outstanding", fault.Message, StringComparison.Ordinal);
        await Handle<AcceptOnAccount, DeliveryAccepted>(tooMuch with { Total = total });
        Assert.Equal((total, Money.Zero), await AcceptedAndPaid("04-01-03-13"));
    }

    private async Task<(Guid Id, Money Total)> Contract(string title, string line)
    {
        await app.Allot(line, 50_000_000);
        await app.Approve(await app.Requested(title, line));
        await app.Settle();
        return (await app.Scalar<Guid>($"select id from procurement.contract where title = '{title}'"), new Money(await app.Scalar<long>($"select total from procurement.contract where title = '{title}'")));
    }

    private async Task<(Money Accepted, Money Paid)> AcceptedAndPaid(string line)
    {
        var figures = await app.Line(line);
        return (figures.Accepted, figures.Paid);
    }

    /// <summary>Runs a handler as the relay does: its own scope and transaction.</summary>
    private Task Handle<THandler, TEvent>(TEvent happened, bool commit = true)
        where THandler : notnull, IHandle<TEvent>
        where TEvent : IEvent => app.Inside(async sp =>
    {
        var db = sp.GetRequiredService<ProcurementDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await sp.GetRequiredService<THandler>().Handle(happened, CancellationToken.None);
        await db.SaveChangesAsync();
        if (commit)
            await transaction.CommitAsync();
        return 0;
    });
}
