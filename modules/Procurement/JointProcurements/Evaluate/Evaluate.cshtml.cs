using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>All offers side by side and what-if by offer and rule; reads only.</summary>
[Requires(Act.ReadJointProcurements)]
public sealed class JointEvaluateModel : JointPage
{
    internal const int PageSize = 50;

    /// <summary>Page of the bodies' shares, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    internal IReadOnlyList<WhatIf> All { get; private set; } = [];
    internal WhatIf Shown { get; private set; } = null!;
    internal AllocationRule Rule { get; private set; } = null!;
    internal Refusal? RuleFault { get; private set; }

    /// <summary>Names of bodies whose share would be above their ceiling, the first ten; empty when there is none. The ceilings themselves are not shown.</summary>
    internal string Over
    {
        get
        {
            string[] names = [.. View.Joint.Committed.Zip(Shown.Allocation.Shares).Where(s => s.Second.Total > s.First.Ceiling).Select(s => s.First.BodyName)];
            return names.Length <= 10 ? string.Join("、", names) : T["{0}ほか{1}団体", string.Join("、", names.Take(10)), names.Length - 10];
        }
    }

    internal int Pages => (Shown.Allocation.Shares.Count + PageSize - 1) / PageSize;

    /// <summary>The page's shares, each with what the body would pay alone.</summary>
    internal IEnumerable<(BodyShare Share, Money Alone)> Shares => Shown.Allocation.Shares.Zip(Shown.Alone).Skip((P - 1) * PageSize).Take(PageSize);

    internal IReadOnlyList<Bar> Bars =>
    [
        .. Shares.Select(s => new Bar(
            s.Share.Demand.Body,
            [.. Enum.GetValues<CostComponent>().Select(c => s.Share.Parts.Where(p => p.Component == c).Sum(p => p.Amount).Yen)],
            s.Alone.Yen)),
    ];

    public async Task<IActionResult> OnGetAsync(string? offer, decimal? equal, decimal? population, decimal? power, decimal? users) =>
        await Evaluate(offer, equal, population, power, users) ? Page() : NotFound();

    /// <summary>All shares as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(string? offer, decimal? equal, decimal? population, decimal? power, decimal? users) =>
        await Evaluate(offer, equal, population, power, users) && All.Count > 0 ? File(SharesCsv(), "text/csv; charset=utf-8", $"joint-{JointId}-shares.csv") : NotFound();

    private async Task<bool> Evaluate(string? offer, decimal? equal, decimal? population, decimal? power, decimal? users)
    {
        if (!await Load() || !View.SeesOffers)
            return false;
        var agreed = View.Joint.Rule;
        var asked = (equal ?? population ?? power ?? users) is null ? agreed : new AllocationRule(equal ?? 0, population ?? 0, power ?? 0, users ?? 0);
        RuleFault = asked.WhyNot("");
        Rule = RuleFault is null ? asked : agreed;
        All = [.. (await Service<JointReads>().Offers(View.Joint, Cancel)).Select(o => WhatIf.Of(o, Rule, View.Joint))];
        if (All.Count == 0)
            return true;
        Shown = All.FirstOrDefault(o => string.Equals(o.Offer.PublicId, offer, StringComparison.Ordinal)) ?? All.FirstOrDefault(o => o.Offer.Id == View.Joint.AwardedOfferId) ?? All[0];
        P = Math.Clamp(P, 1, Pages);
        return true;
    }

    private byte[] SharesCsv() => SafeCsv.Write(csv =>
    {
        csv.Row([T["団体"], T["利用者数"], T["人口"], T["月数"], .. Shown.Columns.Select(c => T[JointWords.Of(c.Component)] + " " + T[JointWords.Of(c.Method)]), T["負担額（税抜）"], T["負担額（税込）"], T["単独で買う場合"]]);
        foreach (var (share, alone) in Shown.Allocation.Shares.Zip(Shown.Alone))
            csv.Row([share.Demand.Body, share.Demand.Users, share.Demand.Population, share.Demand.Months, .. share.Parts.Select(p => p.Amount.Yen), share.Net.Yen, share.Total.Yen, alone.Yen]);
    });

    /// <summary>The address of all shares as a file, for what is shown.</summary>
    internal string CsvAddress => Address(Shown.Offer) + "&handler=csv";

    /// <summary>This page for another offer, with the rule that is being tried or the agreed one.</summary>
    internal string Address(JointOffer offer, bool agreed = false) => $"{View.Url}/evaluate?offer={offer.PublicId}" + (agreed || Rule == View.Joint.Rule
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"&equal={Rule.Equal}&population={Rule.Population}&power={Rule.PopulationPower585}&users={Rule.Users}"));
}
