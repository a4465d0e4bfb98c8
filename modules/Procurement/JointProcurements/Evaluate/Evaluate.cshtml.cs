using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>All offers side by side and what-if by offer and rule; reads only.</summary>
[Requires(Act.ReadJointProcurements)]
public sealed class JointEvaluateModel : JointPage
{
    internal IReadOnlyList<WhatIf> All { get; private set; } = [];
    internal WhatIf Shown { get; private set; } = null!;
    internal AllocationRule Rule { get; private set; } = null!;
    internal Refusal? RuleFault { get; private set; }

    /// <summary>Bodies whose share would be above their ceiling; the ceilings themselves are not shown.</summary>
    internal IReadOnlyList<string> Over => [.. View.Joint.Committed.Zip(Shown.Allocation.Shares).Where(s => s.Second.Total > s.First.Ceiling).Select(s => s.First.BodyName)];

    internal IReadOnlyList<Bar> Bars =>
    [
        .. Shown.Allocation.Shares.Zip(Shown.Alone).Select(s => new Bar(
            s.First.Demand.Body,
            [.. Enum.GetValues<CostComponent>().Select(c => s.First.Parts.Where(p => p.Component == c).Sum(p => p.Amount).Yen)],
            s.Second.Yen)),
    ];

    public async Task<IActionResult> OnGetAsync(string? offer, decimal? equal, decimal? population, decimal? power, decimal? users)
    {
        if (!await Load() || !View.SeesOffers)
            return NotFound();
        var agreed = View.Joint.Rule;
        var asked = (equal ?? population ?? power ?? users) is null ? agreed : new AllocationRule(equal ?? 0, population ?? 0, power ?? 0, users ?? 0);
        RuleFault = asked.WhyNot("");
        Rule = RuleFault is null ? asked : agreed;
        All = [.. (await Service<JointReads>().Offers(View.Joint, Cancel)).Select(o => WhatIf.Of(o, Rule, View.Joint))];
        if (All.Count > 0)
            Shown = All.FirstOrDefault(o => string.Equals(o.Offer.PublicId, offer, StringComparison.Ordinal)) ?? All.FirstOrDefault(o => o.Offer.Id == View.Joint.AwardedOfferId) ?? All[0];
        return Page();
    }

    /// <summary>This page for another offer, with the rule that is being tried or the agreed one.</summary>
    internal string Address(JointOffer offer, bool agreed = false) => agreed || Rule == View.Joint.Rule
        ? $"{View.Url}/evaluate?offer={offer.PublicId}"
        : string.Create(CultureInfo.InvariantCulture, $"{View.Url}/evaluate?offer={offer.PublicId}&equal={Rule.Equal}&population={Rule.Population}&power={Rule.PopulationPower585}&users={Rule.Users}");
}
