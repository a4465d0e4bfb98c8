using System.Globalization;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Cases;

[Requires(Act.RunCases)]
internal sealed class ChooseModel : CasePage
{
    [BindProperty]
    public ChooseInput Input { get; set; } = new();

    public IReadOnlyList<CandidateRow> Rows { get; private set; } = [];

    public IEnumerable<Option> Positions => Case.Candidates.Select(c =>
        new Option(c.Position.ToString(CultureInfo.InvariantCulture), T["{0}番 {1}", c.Position, c.Name], T["{0}、税込{1}", c.SellerName, c.Total]));

    public IEnumerable<Option> Methods => Option.Of<ProcurementMethod>(m => T[CaseWords.Of(m)]);
    public IEnumerable<Option> Grounds => ProcurementMethods.Grounds.Select((g, i) => new Option((i + 1).ToString(CultureInfo.InvariantCulture), T[g]));
    public bool HasOthers => Input.Others.Values.Any(v => !string.IsNullOrEmpty(v));

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!await Load())
            return NotFound();
        Input = ChooseInput.Of(Case);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync() => ModelState.IsValid
        ? await Moved(await Service<ChooseCandidateHandler>().Handle(new ChooseCandidate(Id, Input.Version, Input.Choice()), Cancel),
            T["選定を保存しました。内容を確かめて、決裁を依頼してください。"])
        : await Unreadable();

    protected override async Task LoadMore() => Rows = await Service<CandidateRows>().Of(Case, Cancel);
}

internal sealed class ChooseInput
{
    public uint Version { get; set; }
    public int? Position { get; set; }
    public string? Reason { get; set; }
    public ProcurementMethod? Method { get; set; }
    public int? Ground { get; set; }
    public string? MethodReason { get; set; }

    /// <summary>Reasons against the others by position.</summary>
    public Dictionary<int, string?> Others { get; set; } = [];

    public Choice Choice() => new(Position, Reason?.Trim() ?? "", Method, Ground, MethodReason?.Trim() ?? "",
        [.. Others.OrderBy(o => o.Key).Select(o => new NotChosen(o.Key, o.Value?.Trim() ?? ""))]);

    public static ChooseInput Of(ProcurementCase procurement) => new()
    {
        Version = procurement.Version,
        Position = procurement.ChosenPosition ?? (procurement.Candidates.Count == 1 ? 1 : null),
        Reason = procurement.ChoiceReason,
        Method = procurement.Method,
        Ground = procurement.Ground,
        MethodReason = procurement.MethodReason,
        Others = procurement.Others.ToDictionary(o => o.Position, o => (string?)o.Reason),
    };
}
