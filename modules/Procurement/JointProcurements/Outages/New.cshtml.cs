using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.RecordOutages)]
public sealed class OutageNewModel : MarketplacePage
{
    [BindProperty]
    public OutageInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Again();
        var recorded = await Service<RecordOutage>().Handle(Input.Terms(), Cancel);
        return Answer(recorded, () =>
        {
            Flash(T["障害を記録しました。期限が重なった共同調達の幹事は、7日以内なら期限を延ばせます。"]);
            return LocalRedirect("/outages");
        });
    }

    /// <summary>Days and times in Japan.</summary>
    public sealed class OutageInput
    {
        public Guid Id { get; set; }
        public DateOnly? FromDay { get; set; }
        public TimeOnly? FromTime { get; set; }
        public DateOnly? ToDay { get; set; }
        public TimeOnly? ToTime { get; set; }
        public string? What { get; set; }

        internal OutageTerms Terms() => new(Id, Instant(FromDay, FromTime), Instant(ToDay, ToTime), What?.Trim() ?? "");

        // No outage of this system began before it existed; a day near the calendar's beginning has no instant nine hours earlier.
        private static DateTimeOffset? Instant(DateOnly? day, TimeOnly? time) =>
            day is { Year: >= 2000 } d && time is { } t ? new DateTimeOffset(d.ToDateTime(t), TimeSpan.FromHours(9)).ToUniversalTime() : null;
    }
}
