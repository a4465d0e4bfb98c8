using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>予算の取込み: choose the file, see what each row would do, then take in all of it or nothing.</summary>
[Requires(Act.AllotBudget)]
public sealed class ImportModel : MarketplacePage
{
    [BindProperty]
    public ImportForm Input { get; set; } = new();

    /// <summary>Button below the preview: take it in.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    /// <summary>Button below the preview: the faults as a file.</summary>
    [BindProperty]
    public bool Download { get; set; }

    internal IReadOnlyList<ImportOutcome> Rows { get; private set; } = [];
    public int Faulty => Rows.Count(r => r.Faults.Count > 0);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Input.File is { } file)
            Input.Csv = await Text(file);
        if (Input.Csv is not { } text)
        {
            if (ModelState.IsValid)
                ModelState.AddModelError("Input.File", T["取り込むファイルを選んでください。"]);
            return Again();
        }

        ModelState.Remove("Input.Csv");
        var read = BudgetFile.Read(text);
        if (Refused(read))
            return Again();
        Rows = await Service<ImportPreview>().Of(read.Value, Cancel);
        if (Download)
            return File(ImportFaultsCsv.Of(T, Rows), "text/csv; charset=utf-8", "budget-import-errors.csv");
        if (!Confirmed || Input.File is not null || read.Value.Any(r => r.Faults.Count > 0))
            return Faulty > 0 ? Again() : Page();
        // Not asked whether the preview is without fault: a repeat of what was done is answered as the first time.
        var asked = new ImportRows(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, [.. read.Value.Select(r => r.Row)]);
        return Answer(await Service<BudgetActHandler>().Handle(asked, Cancel), () =>
        {
            Flash(T["{0}科目の予算を取り込みました（議決{1}、配当{2}）。科目ごとの残額を確かめてください。", asked.Rows.Count, asked.Rows.Sum(r => r.Voted), asked.Rows.Sum(r => r.Allotted)]);
            return LocalRedirect(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/budget?year={asked.Year.Year}"));
        });
    }

    private async Task<string?> Text(IFormFile file)
    {
        if (file.Length > BudgetFile.MostBytes)
        {
            ModelState.AddModelError("Input.File", T["ファイルは{0} kBまでです。分けて取り込んでください。", BudgetFile.MostBytes / 1024]);
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Cancel);
        var text = BudgetFile.Decode(bytes.ToArray());
        if (text is null)
            ModelState.AddModelError("Input.File", T["CSVとして読み取れません。表計算ソフトでCSV（UTF-8またはShift_JIS）として保存してください。"]);
        return text;
    }
}

public sealed class ImportForm
{
    public Guid Id { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>The text of the file that was shown, carried by the form to the confirmation and read anew there.</summary>
    public string? Csv { get; set; }
}
