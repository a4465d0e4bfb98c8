using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>What the pages that read a budget share: whose it is.</summary>
public abstract class BudgetPage : MarketplacePage
{
    /// <summary>Which body the operator's auditor looks at; a body's own people always see their own.</summary>
    [BindProperty(SupportsGet = true, Name = "body")]
    public string? Asked { get; set; }

    public LocalGovernmentCode? Body => Of(Actor, Asked);

    /// <summary>Kept in links while an auditor looks around: "&amp;body=210005", or nothing.</summary>
    public string BodyQuery => Actor.BodyCode is null && Body is { } code ? $"&body={code}" : "";

    internal static LocalGovernmentCode? Of(Actor actor, string? asked) =>
        actor.BodyCode ?? (actor.IsOperator && LocalGovernmentCode.TryParse(asked?.Trim(), null, out var code) ? code : null);
}
