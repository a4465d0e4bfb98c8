using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>按分方法: by what a part of the cost is shared out.</summary>
internal enum AllocationMethod
{
    /// <summary>均等割: the same for every body.</summary>
    Equal,

    /// <summary>人口割: in proportion to inhabitants.</summary>
    Population,

    /// <summary>逓減人口割: in proportion to inhabitants to the power 0.585, so that twice the inhabitants bear one and a half times the share
    /// (北海道電子自治体共同システム HARP).</summary>
    PopulationPower585,

    /// <summary>利用者数割: in proportion to users.</summary>
    Users,
}

/// <summary>按分ルール: how many per cent of the cost are shared out by each method. Agreed when the joint procurement is opened, frozen with it.</summary>
/// <param name="Equal">Per cent, 0 to 100; the four add up to 100.</param>
internal sealed record AllocationRule(decimal Equal, decimal Population, decimal PopulationPower585, decimal Users)
{
    /// <summary>All of the cost by one method.</summary>
    public static AllocationRule Only(AllocationMethod method) => new(
        method == AllocationMethod.Equal ? 100 : 0, method == AllocationMethod.Population ? 100 : 0,
        method == AllocationMethod.PopulationPower585 ? 100 : 0, method == AllocationMethod.Users ? 100 : 0);

    public decimal PerCent(AllocationMethod method) => method switch
    {
        AllocationMethod.Equal => Equal,
        AllocationMethod.Population => Population,
        AllocationMethod.PopulationPower585 => PopulationPower585,
        AllocationMethod.Users => Users,
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    /// <summary>Why this is no rule: a part below 0, or a sum that is not 100. Null: it is one.</summary>
    public Refusal? WhyNot(string field)
    {
        var parts = Enum.GetValues<AllocationMethod>().Select(PerCent).ToArray();
        return parts.Any(p => p is < 0 or > 100) ? Refusal.Invalid(field, "allocation-range", "按分の割合は0から100までの数で入力してください。")
            : parts.Sum() != 100 ? Refusal.Invalid(field, "allocation-sum", "按分の割合の合計は100％にしてください。いまの合計は{0}％です。", parts.Sum().ToString("0.##", System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }
}
