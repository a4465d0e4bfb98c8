using System.Collections.Immutable;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>One fiscal year's part of a commitment (会計年度独立の原則, 地方自治法208条2項): an encumbrance belongs to one year and one line.
/// Reserved (執行伺) + outstanding (not yet accepted) + accepted (not yet paid) + paid is what it binds.</summary>
public sealed record Encumbrance(Guid Id, FiscalYear Year, string Line, string Subject, Money Reserved, Money Outstanding, Money Accepted, Money Paid)
{
    /// <summary>支出負担行為額, without what is only reserved.</summary>
    public Money Amount => Outstanding + Accepted + Paid;

    public bool IsOpen => Reserved + Outstanding + Accepted > Money.Zero;
}

/// <summary>An amount of a fiscal year.</summary>
public sealed record YearAmount(FiscalYear Year, Money Amount);

/// <summary>By what right a contract binds later years (単年度主義の例外).</summary>
public enum LaterYearsBasis
{
    /// <summary>長期継続契約: 地方自治法234条の3, 施行令167条の17 and the body's own ordinance; each year within that year's budget.</summary>
    LongTermContract,

    /// <summary>債務負担行為: 地方自治法214条; the council voted matter, period and yearly limits.</summary>
    DebtBurden,
}

/// <summary>What a contract binds in the years after its first.</summary>
/// <param name="AuthorityId">The 債務負担行為 it uses; null for a long-term contract.</param>
/// <param name="From">First day of the contract.</param>
/// <param name="Until">Last day of the contract.</param>
/// <param name="Parts">One for each later fiscal year up to that of <paramref name="Until"/>, in order.</param>
public sealed record LaterYears(LaterYearsBasis Basis, Guid? AuthorityId, DateOnly From, DateOnly Until, IReadOnlyList<YearAmount> Parts);

/// <summary>A 債務負担行為 as voted.</summary>
/// <param name="Subject">事項.</param>
/// <param name="Limits">限度額 of each later year.</param>
public sealed record DebtAuthority(Guid Id, string Subject, IReadOnlyList<YearAmount> Limits);

/// <summary>The body's ordinance on long-term contracts (長期継続契約を締結することができる契約を定める条例).</summary>
/// <param name="MaxYears">Longest term in whole years; typical 5, some 10.</param>
public sealed record LongTermOrdinance(string Name, int MaxYears);

/// <summary>Everything bound under one id: its yearly parts and what later years are promised.</summary>
/// <param name="Line">Of its last encumbrance, also when that year is closed and its part gone.</param>
internal sealed record Commitment(Guid Id, string Subject, string Line, ImmutableArray<Encumbrance> Parts, LaterYears? Later)
{
    public Encumbrance? In(FiscalYear year)
    {
        foreach (var part in Parts)
        {
            if (part.Year == year)
                return part;
        }

        return null;
    }

    public Encumbrance Last => Parts[^1];

    /// <summary>Promised for a later year and not yet encumbered there.</summary>
    public Money PlannedIn(FiscalYear year) => Later is null || In(year) is not null ? Money.Zero : Later.Parts.Where(p => p.Year == year).Sum(p => p.Amount);

    public Commitment With(Encumbrance part)
    {
        for (var i = 0; i < Parts.Length; i++)
        {
            if (Parts[i].Year == part.Year)
                return this with { Parts = Parts.SetItem(i, part) };
        }

        return this with { Line = part.Line, Parts = Parts.Add(part).Sort((a, b) => a.Year.CompareTo(b.Year)) };
    }
}
