using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.LeadJointProcurements)]
public sealed class JointNewModel : MarketplacePage
{
    [BindProperty]
    public JointInput Input { get; set; } = new();

    internal IReadOnlyList<Option> Categories { get; private set; } = [];
    internal IReadOnlyList<Option> Months { get; private set; } = [];

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAsync()
    {
        await Load();
        if (!ModelState.IsValid)
            return Again();
        var opened = await Service<OpenJointProcurement>().Handle(Input.Terms(), Cancel);
        return Answer(opened, publicId =>
        {
            Flash(T["共同調達を開きました。各団体が需要を届け出られます。"]);
            return LocalRedirect($"/joint/{publicId}");
        });
    }

    private async Task Load()
    {
        Categories = await Service<JointReads>().Categories(Cancel);
        var today = Service<TimeProvider>().JapanToday();
        Months = JointWords.Months(new DateOnly(today.Year, today.Month, 1), FiscalYear.Of(today).Next.LastDay, T);
    }

    public sealed class JointInput
    {
        public Guid Id { get; set; }
        public string? Title { get; set; }
        public string? Category { get; set; }
        public string? Specification { get; set; }

        /// <summary>"2027-01".</summary>
        public string? StartMonth { get; set; }
        public DateOnly? DemandDeadline { get; set; }
        public DateOnly? OfferDeadline { get; set; }
        public decimal? Equal { get; set; }
        public decimal? Population { get; set; }
        public decimal? PopulationPower585 { get; set; }
        public decimal? Users { get; set; }

        internal JointTerms Terms()
        {
            var start = JointWords.MonthOf(StartMonth);
            return new JointTerms(
                Id, Title?.Trim() ?? "", Category ?? "", Specification?.Trim() ?? "", FiscalYear.Of(start), start, DemandDeadline ?? default, OfferDeadline ?? default,
                new AllocationRule(Equal ?? 0, Population ?? 0, PopulationPower585 ?? 0, Users ?? 0));
        }
    }
}
