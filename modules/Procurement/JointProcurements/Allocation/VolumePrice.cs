using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>What the bands of a joint offer count.</summary>
internal enum VolumeBasis
{
    /// <summary>全参加団体の利用者数の合計.</summary>
    TotalUsers,

    /// <summary>参加団体数.</summary>
    Bodies,
}

/// <summary>From this many (users in total, or bodies) on, a user costs this much a month, without tax.</summary>
internal sealed record VolumeTier(int From, Money PerUserMonthly);

/// <summary>ボリューム価格: one initial fee for all bodies together and a monthly price per user that every body gets at the band reached together. Without tax.</summary>
/// <param name="Tiers">By ascending <see cref="VolumeTier.From"/>; the first begins at 0.</param>
internal sealed record VolumePrice(Money Initial, VolumeBasis Basis, IReadOnlyList<VolumeTier> Tiers)
{
    public const int MostTiers = 6;

    /// <summary>The band that so many users in so many bodies reach.</summary>
    public VolumeTier BandOf(int totalUsers, int bodies) => Tiers.Last(t => t.From <= (Basis == VolumeBasis.TotalUsers ? totalUsers : bodies));

    public bool SameAs(VolumePrice other) => Initial == other.Initial && Basis == other.Basis && Tiers.SequenceEqual(other.Tiers);

    /// <summary>Why this is no price. Fields are named as on the offer page.</summary>
    public IEnumerable<Refusal> WhyNot()
    {
        if (Initial.Yen is < 0 or > 10_000_000_000)
            yield return Refusal.Invalid("Input.Initial", "initial-range", "初期費用は0円から100億円までで入力してください。");
        if (Tiers.Count is 0 or > MostTiers || Tiers[0].From != 0)
            yield return Refusal.Invalid("Input.Tiers[0].Price", "tiers-needed", "最初の段階（0から）の月額単価を入力してください。");
        else if (!Tiers.Zip(Tiers.Skip(1)).All(pair => pair.First.From < pair.Second.From))
            yield return Refusal.Invalid("Input.Tiers[1].From", "tiers-order", "段階の開始数は小さい順に、重ならないように入力してください。");
        if (Tiers.Any(t => t.PerUserMonthly.Yen is < 0 or > 10_000_000))
            yield return Refusal.Invalid("Input.Tiers[0].Price", "price-range", "月額単価は0円から1,000万円までで入力してください。");
        if (Tiers.Count > 0 && Initial == Money.Zero && Tiers.Any(t => t.PerUserMonthly == Money.Zero))
            yield return Refusal.Invalid("Input.Tiers[0].Price", "price-zero", "初期費用と月額単価の両方を0円にすることはできません。");
    }
}
