using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Procurement.JointProcurements;

/// <summary>The forms of a joint procurement filled in, whichever host the browser talks to.</summary>
public static partial class JointForms
{
    public static DateOnly Today => TimeProvider.System.JapanToday();

    /// <summary>The month after the offer deadline.</summary>
    public static DateOnly Month => new DateOnly(Today.AddDays(10).Year, Today.AddDays(10).Month, 1).AddMonths(1);

    /// <summary>Opens one with five days for demand and ten for offers; its address.</summary>
    public static async Task<string> Open(Browser lead, string title, int equal = 20, int population = 30, int power = 20, int users = 30)
    {
        await lead.Get("/joint/new");
        await lead.Submit(null, ("Input.Title", title), ("Input.Category", "0101"), ("Input.Specification", "文書の収受から廃棄まで"), ("Input.StartMonth", Text(Month, "yyyy-MM")),
            ("Input.DemandDeadline", Text(Today.AddDays(5), "yyyy-MM-dd")), ("Input.OfferDeadline", Text(Today.AddDays(10), "yyyy-MM-dd")),
            ("Input.Equal", $"{equal}"), ("Input.Population", $"{population}"), ("Input.PopulationPower585", $"{power}"), ("Input.Users", $"{users}"));
        Assert.Matches("^/joint/[a-z0-9]{12}$", lead.Address.AbsolutePath);
        return lead.Address.AbsolutePath;
    }

    public static async Task File(Browser requester, string address, string line, int users, int population, long ceiling, int monthsLater = 0)
    {
        await requester.Get(address + "/demand");
        await requester.Submit(null, ("Input.Users", $"{users}"), ("Input.Population", $"{population}"), ("Input.StartMonth", Text(Month.AddMonths(monthsLater), "yyyy-MM")), ("Input.BudgetLine", line), ("Input.Ceiling", $"{ceiling}"));
    }

    public static async Task Offer(Browser seller, string address, long initial, long first, long second)
    {
        await seller.Get(address + "/offer");
        await seller.Submit(null, ("Input.Listing", Listing(seller)), ("Input.Initial", $"{initial}"), ("Input.Basis", "TotalUsers"),
            ("Input.Tiers[0].From", "0"), ("Input.Tiers[0].Price", $"{first}"), ("Input.Tiers[1].From", "1000"), ("Input.Tiers[1].Price", $"{second}"), ("Input.Comment", "初年度の研修を含みます。"));
    }

    /// <summary>The first of the seller's published offers that the shown offer page lets it choose.</summary>
    public static string Listing(Browser offer) => ListingOption().Match(offer.Html).Groups[1].Value;

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);

    [GeneratedRegex("<option value=\"([0-9a-z]{12})\"")]
    private static partial Regex ListingOption();
}
