using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>遅延利息 (支払遅延防止法8条): yearly rates set by notice of the Ministry of Finance, bound from "Billing:LateInterest" so that an operator can add the next one.</summary>
public sealed class LateInterest
{
    /// <summary>The built-in table: 2.5 % since 2021-04-01, 2.6 % in the year before.</summary>
    private static readonly LateInterestRate[] Known = [new(new DateOnly(2020, 4, 1), 2.6m), new(new DateOnly(2021, 4, 1), 2.5m)];

    /// <summary>Rates in addition to the built-in ones; of two with the same day the one given here counts.</summary>
    public LateInterestRate[] Rates { get; set; } = [];

    /// <summary>The rate in force on the day the contract was concluded; the earliest known one before the table begins.</summary>
    public decimal RateOn(DateOnly concluded)
    {
        var all = Known.Concat(Rates).OrderBy(r => r.From).ToArray();
        return (all.LastOrDefault(r => r.From <= concluded) ?? all[0]).PercentPerYear;
    }

    /// <summary>Interest for the days after the due date: amount × rate × days / 365. Under ¥100 nothing is due, fractions of ¥100 are dropped.</summary>
    /// <param name="until">The day it was paid, or today.</param>
    public Money On(Money amount, DateOnly due, DateOnly until, DateOnly concluded)
    {
        var days = until.DayNumber - due.DayNumber;
        if (days <= 0)
            return Money.Zero;
        var yen = (long)Math.Floor(amount.Yen * RateOn(concluded) / 100m * days / 365m);
        return new Money(yen / 100 * 100);
    }
}

/// <summary>A rate and the day from which contracts use it.</summary>
public sealed record LateInterestRate(DateOnly From, decimal PercentPerYear);
