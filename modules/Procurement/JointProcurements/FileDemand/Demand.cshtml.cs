using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.FileDemand)]
public sealed class JointDemandModel : JointPage
{
    [BindProperty]
    public DemandInput Input { get; set; } = new();

    internal uint Version => View.Own?.Version ?? 0;
    internal IReadOnlyList<Option> Lines { get; private set; } = [];
    internal IReadOnlyList<Option> Months => JointWords.Months(View.Joint.StartMonth, View.Joint.FiscalYear.LastDay, T);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Loaded())
            return NotFound();
        var own = View.Own;
        Input.Users = own?.Users;
        Input.Population = own?.Population ?? (await Service<IOrganisations>().Find(Actor.OrganisationId, Cancel))?.Population;
        Input.StartMonth = JointWords.MonthValue(own?.StartMonth ?? View.Joint.StartMonth);
        Input.BudgetLine = own?.BudgetLine;
        Input.Ceiling = own?.Ceiling;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Loaded())
            return NotFound();
        if (!ModelState.IsValid)
            return Again();
        var filed = await Service<FileDemand>().Handle(new DemandFiling(JointId, Input.Terms(), Input.Version), Cancel);
        return await Answer(filed, () => Done(T["需要を届け出ました。{0}までに、決裁者が参加を決裁してください。", Dates.Text(View.Joint.DemandDeadline)]), Loaded);
    }

    private async Task<bool> Loaded()
    {
        if (!await Load())
            return false;
        Closed = View.Joint.DemandClosed(View.Now);
        var lines = Actor.BodyCode is { } body ? await Service<IPurchasingAccounts>().Read(body, View.Joint.FiscalYear, Cancel) : [];
        Lines = [.. lines.Select(l => new Option(l.Line, T["{0} {1}（残り{2}）", l.Line, l.Name, l.Remaining]))];
        return true;
    }

    public sealed class DemandInput
    {
        public Guid Id { get; set; }
        public uint Version { get; set; }
        public int? Users { get; set; }
        public int? Population { get; set; }

        /// <summary>"2027-01".</summary>
        public string? StartMonth { get; set; }
        public string? BudgetLine { get; set; }
        public Money? Ceiling { get; set; }

        internal DemandTerms Terms() => new(Id, Users ?? 0, Population ?? 0, JointWords.MonthOf(StartMonth), BudgetLine ?? "", Ceiling ?? Money.Zero);
    }
}
