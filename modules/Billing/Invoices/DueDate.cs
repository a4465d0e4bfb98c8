using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>支払期日 (支払遅延防止法): 30 days after a proper invoice was received (6条), less the days by which the inspection was late (9条).</summary>
internal static class DueDate
{
    public const int PaymentDays = 30;

    /// <param name="inspectionDue">Last day the inspection was due (5条).</param>
    public static DateOnly Of(DateOnly received, DateOnly inspectionDue, DateOnly inspected) =>
        received.AddDays(Math.Max(0, PaymentDays - Math.Max(0, inspected.DayNumber - inspectionDue.DayNumber)));
}
