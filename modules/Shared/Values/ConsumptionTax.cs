namespace Marketplace.Shared;

/// <summary>How an issuer rounds consumption tax (消費税) on its invoices. Its own choice, but one choice: 国税庁 インボイスQ&amp;A 問57.</summary>
public enum TaxRounding
{
    /// <summary>切捨て: fractions of a yen are dropped. The usual choice.</summary>
    Floor,

    /// <summary>四捨五入: half a yen and more is rounded up.</summary>
    HalfUp,

    /// <summary>切上げ: any fraction becomes a whole yen.</summary>
    Ceiling,
}

/// <summary>Consumption tax (消費税及び地方消費税): the rates in force and the one permitted way to round.</summary>
public static class ConsumptionTax
{
    /// <summary>Standard rate, per cent, since 2019-10-01.</summary>
    public const int StandardRate = 10;

    /// <summary>Reduced rate (軽減税率), per cent, since 2019-10-01.</summary>
    public const int ReducedRate = 8;

    /// <summary>The tax on the sum of all lines of one rate of one invoice. Rounded once per invoice and rate
    /// (消費税法施行令70条の10, 基本通達1-8-15); rounding line by line and adding up is not allowed, so there is no method for a line.</summary>
    /// <param name="netOfRate">Sum of the tax-exclusive amounts of that rate.</param>
    /// <param name="ratePercent">0, 8 or 10.</param>
    public static Money On(Money netOfRate, int ratePercent, TaxRounding rounding = TaxRounding.Floor)
    {
        if (ratePercent is not (0 or ReducedRate or StandardRate))
            throw new ArgumentOutOfRangeException(nameof(ratePercent), ratePercent, "Consumption tax is 0, 8 or 10 per cent.");
        var hundredths = (decimal)netOfRate.Yen * ratePercent / 100m;
        return new Money((long)(rounding switch
        {
            TaxRounding.Floor => Math.Truncate(hundredths),
            TaxRounding.HalfUp => Math.Round(hundredths, MidpointRounding.AwayFromZero),
            TaxRounding.Ceiling => hundredths < 0 ? Math.Floor(hundredths) : Math.Ceiling(hundredths),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        }));
    }

    /// <summary>The amount with tax: net plus <see cref="On"/>.</summary>
    public static Money Including(Money net, int ratePercent = StandardRate, TaxRounding rounding = TaxRounding.Floor) => net + On(net, ratePercent, rounding);
}
