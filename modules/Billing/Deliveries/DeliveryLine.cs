using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>One line of a delivery, and later of its invoice.</summary>
/// <param name="Text">What was delivered, 1-200 characters.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Unit">e.g. "式", "か月", "人"; 1-10 characters.</param>
/// <param name="UnitPrice">Without tax, ¥1 to ¥100,000,000,000.</param>
/// <param name="TaxRatePercent">10, or 8 where the reduced rate applies; that line is marked ※.</param>
public sealed record DeliveryLine(string Text, int Quantity, string Unit, Money UnitPrice, int TaxRatePercent)
{
    internal const int MostLines = 50, MostQuantity = 1_000_000;
    internal static readonly Money MostUnitPrice = new(100_000_000_000);

    public Money Net => UnitPrice * Quantity;

    /// <summary>軽減税率対象.</summary>
    public bool IsReduced => TaxRatePercent == ConsumptionTax.ReducedRate;

    internal InvoiceLineView View() => new(Text, Quantity, Unit, UnitPrice, Net, TaxRatePercent, IsReduced);

    /// <summary>What is wrong with it, at the fields of the form's line <paramref name="index"/>.</summary>
    internal IEnumerable<Refusal> Faults(int index)
    {
        string Field(string name) => System.FormattableString.Invariant($"Input.Lines[{index}].{name}");
        if (string.IsNullOrWhiteSpace(Text) || Text.Length > 200)
            yield return Refusal.Invalid(Field("Text"), "line-text", "内容を200文字以内で入力してください。");
        if (Quantity is < 1 or > MostQuantity)
            yield return Refusal.Invalid(Field("Quantity"), "line-quantity", "数量は1以上1,000,000以下の整数で入力してください。");
        if (string.IsNullOrWhiteSpace(Unit) || Unit.Length > 10)
            yield return Refusal.Invalid(Field("Unit"), "line-unit", "単位を10文字以内で入力してください。例：式、か月、人");
        if (UnitPrice < new Money(1) || UnitPrice > MostUnitPrice)
            yield return Refusal.Invalid(Field("UnitPrice"), "line-price", "単価は税抜で1円以上1,000億円以下で入力してください。");
        if (TaxRatePercent is not (ConsumptionTax.StandardRate or ConsumptionTax.ReducedRate))
            yield return Refusal.Invalid(Field("TaxRatePercent"), "line-rate", "税率は10%か8%（軽減税率）を選んでください。");
    }
}
