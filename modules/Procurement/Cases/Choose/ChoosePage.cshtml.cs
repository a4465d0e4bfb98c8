using System.Globalization;
using Marketplace.Procurement.Ceilings;
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
    public IReadOnlyList<Ceiling> Ceilings { get; private set; } = [];
    public IEnumerable<Option> Categories => Ceilings.Select(c => new Option(c.Category.ToString(), T[CeilingWords.Of(c.Category)], (c.Amount, c.Own) switch
    {
        (null, _) => T["少額の上限は未登録です。"],
        ({ } most, { } own) => T["少額の上限は税込{0}（団体の規則、{1}から）", most, Dates.Text(own.ValidFrom)],
        ({ } most, null) => T["少額の上限は税込{0}（政令の額。団体の規則を確かめてください）", most],
    }));
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

    protected override async Task LoadMore()
    {
        Rows = await Service<CandidateRows>().Of(Case, Cancel);
        Ceilings = await Service<SmallAmounts>().Today(Case, Cancel);
    }
}

internal sealed class ChooseInput
{
    public uint Version { get; set; }
    public int? Position { get; set; }
    public string? Reason { get; set; }
    public ProcurementMethod? Method { get; set; }
    public CeilingCategory? Category { get; set; }
    public int? Ground { get; set; }
    public string? MethodReason { get; set; }

    /// <summary>Reasons against the others by position.</summary>
    public Dictionary<int, string?> Others { get; set; } = [];

    public Choice Choice() => new(Position, Reason?.Trim() ?? "", Method, Ground, MethodReason?.Trim() ?? "",
        [.. Others.OrderBy(o => o.Key).Select(o => new NotChosen(o.Key, o.Value?.Trim() ?? ""))], Category);

    public static ChooseInput Of(ProcurementCase procurement) => new()
    {
        Version = procurement.Version,
        Position = procurement.ChosenPosition ?? (procurement.Candidates.Count == 1 ? 1 : null),
        Reason = procurement.ChoiceReason,
        Method = procurement.Method,
        Category = procurement.Category,
        Ground = procurement.Ground,
        MethodReason = procurement.MethodReason,
        Others = procurement.Others.ToDictionary(o => o.Position, o => (string?)o.Reason),
    };
}
