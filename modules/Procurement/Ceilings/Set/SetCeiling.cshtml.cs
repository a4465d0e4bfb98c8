using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement.Ceilings;

[Requires(Act.SetCeilings)]
internal sealed class SetCeilingModel : MarketplacePage
{
    /// <summary>"new", or the id of the setting to correct.</summary>
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty]
    public CeilingInput Input { get; set; } = new();

    public BodyCeiling? Corrected { get; private set; }
    public CeilingBook Book { get; private set; } = null!;
    public IEnumerable<Option> Categories => Option.Of<CeilingCategory>(c => T[CeilingWords.Of(c)]);

    public async Task<IActionResult> OnGetAsync(CeilingCategory? category)
    {
        if (!await Load())
            return NotFound();
        (Input.Category, Input.ValidFrom, Input.Amount, Input.Source) = (Corrected?.Category ?? category, Corrected?.ValidFrom, Corrected?.Amount, Corrected?.Source);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load())
            return NotFound();
        if (!ModelState.IsValid)
            return Again();
        // What is corrected stays of its category and day; another day is another setting.
        var asked = new SetCeiling(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Corrected?.Category ?? Input.Category, Corrected?.ValidFrom ?? Input.ValidFrom,
            Input.Amount, Input.Source?.Trim() ?? "", Corrected?.Revision ?? 0);
        return Answer(await Service<SetCeilingHandler>().Handle(asked, Cancel), () =>
        {
            Flash(T["「{0}」の上限{1}を登録しました。", T[CeilingWords.Of(asked.Category!.Value)], asked.Amount!]);
            return LocalRedirect("/budget/ceilings");
        });
    }

    private async Task<bool> Load()
    {
        if (Actor.BodyCode is not { } body || await Service<CeilingBooks>().Of(body, Cancel) is not { } book)
            return false;
        Book = book;
        Corrected = Guid.TryParse(Id, out var id) ? book.Own.FirstOrDefault(c => c.Id == id) : null;
        return Corrected is not null || string.Equals(Id, "new", StringComparison.Ordinal);
    }
}

internal sealed class CeilingInput
{
    public Guid Id { get; set; }
    public CeilingCategory? Category { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public Money? Amount { get; set; }
    public string? Source { get; set; }
}
