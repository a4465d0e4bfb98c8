using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>繰越: the accountant moves money, or an unfinished encumbrance with its money, to the next year.</summary>
[Requires(Act.MoveBudget)]
public sealed class CarryOverModel : BudgetActPage
{
    [BindProperty]
    public CarryOverForm Input { get; set; } = new();

    internal IReadOnlyList<Encumbrance> Unfinished { get; private set; } = [];

    public override string Verb => T["繰り越す"];

    public IReadOnlyList<Option> Kinds =>
    [
        new(nameof(CarryOverKind.Authorised), PurchasingWords.Of(T, CarryOverKind.Authorised), T["議会が繰越を認めた経費です（地方自治法第213条）。"]),
        new(nameof(CarryOverKind.Accident), PurchasingWords.Of(T, CarryOverKind.Accident), T["支出負担行為をしたのに、避けがたい理由で年度内に終わらなかったものです（第220条第3項）。"]),
        new(nameof(CarryOverKind.Continuing), PurchasingWords.Of(T, CarryOverKind.Continuing), T["継続費の年割額のうち、使い残した額です（施行令第145条）。"]),
    ];

    public IReadOnlyList<Option> Encumbrances => [.. Unfinished.Select(e => new Option($"{e.Id}", T["{0} {1}（未検収{2}）", e.Line, e.Subject, e.Outstanding]))];

    public override IEnumerable<(string Term, string Value)> Facts =>
    [
        (T["繰越の種類"], PurchasingWords.Of(T, Input.Kind)),
        (T["対象の支出負担行為"], Chosen?.Subject ?? T["なし（科目の残額から）"]),
        (T["繰り越す額"], $"{Chosen?.Outstanding ?? Input.Amount}"),
        (T["理由"], Input.Reason ?? ""),
    ];

    private Encumbrance? Chosen => Unfinished.FirstOrDefault(e => e.Id == Input.EncumbranceId);

    public async Task OnGetAsync(Guid? encumbrance, string? line)
    {
        Input.Line = line;
        Input.EncumbranceId = encumbrance;
        Input.Kind = encumbrance is null ? CarryOverKind.Authorised : CarryOverKind.Accident;
        await Load();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Load();
        return await Perform(
            new CarryMoney(
                Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Year, Chosen?.Line ?? Input.Line, Chosen?.Outstanding ?? Input.Amount, Input.Kind, Input.EncumbranceId, Input.Reason),
            () => T["{0}へ繰り越しました。繰り越した額は翌年度の同じ科目に加わっています。", PurchasingWords.Of(T, Year.Next)]);
    }

    /// <summary>With a commitment, its line and amount as checked: a repeat comes when nothing is outstanding of it any more.</summary>
    public override IEnumerable<(string Name, string Value)> Typed => Chosen is not { } part ? base.Typed : base.Typed
        .Where(f => f.Name is not ("Input.Line" or "Input.Amount")).Append(("Input.Line", part.Line)).Append(("Input.Amount", part.Outstanding.Yen.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    protected override async Task Load()
    {
        await base.Load();
        Unfinished = Body is { } body ? [.. (await Service<IPurchasingAccounts>().Report(body, Year, Cancel)).Encumbrances.Where(e => e.Outstanding > Money.Zero)] : [];
    }
}

public sealed class CarryOverForm
{
    public Guid Id { get; set; }
    public CarryOverKind Kind { get; set; }
    public string? Line { get; set; }
    public Guid? EncumbranceId { get; set; }
    public Money? Amount { get; set; }
    public string? Reason { get; set; }
}
