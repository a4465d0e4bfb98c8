using System.Globalization;
using System.Text.Json;
using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Catalog;

/// <summary>まとめて登録: choose the file, see what each row would become, then make drafts of all rows or of none.</summary>
[Requires(Act.DraftListings)]
[RequestFormLimits(ValueLengthLimit = 16 * 1024 * 1024)]
internal sealed class ImportModel : MarketplacePage
{
    [BindProperty]
    public ImportForm Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindName { get; set; }

    /// <summary>Button below the preview: make the drafts.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    /// <summary>Button below the preview: the faults as a file.</summary>
    [BindProperty]
    public bool Download { get; set; }

    public EntryKind Kind => KindName == "software" ? EntryKind.Software : EntryKind.Offer;
    public string Query => Kind == EntryKind.Software ? "?kind=software" : "";
    public IReadOnlyList<ImportRow> Rows { get; private set; } = [];
    public int Faulty => Rows.Count(r => r.Faults.Count > 0);
    public IReadOnlyList<ImportColumn> Columns { get; private set; } = [];

    public Task OnGetAsync() => Load();

    public async Task<IActionResult> OnPostAsync()
    {
        await Load();
        if (Input.File is { } file && await Read(file) is { Ok: false } unread && Refused(unread))
            return Again();
        if (Table() is not { } table)
        {
            if (ModelState.IsValid)
                ModelState.AddModelError("Input.File", T["登録するファイルを選んでください。"]);
            return Again();
        }

        var preview = await Service<ImportListingsHandler>().Preview(Kind, table, Cancel);
        if (Refused(preview))
            return Again();
        Rows = preview.Value;
        if (Download)
            return File(SafeCsv.File([[T["行"], T["列"], T["内容"]], .. Rows.SelectMany(r => r.Faults.Select(f => new[] { r.Number.ToString(CultureInfo.InvariantCulture), f.Column, T[f.Refusal] }))]), "text/csv; charset=utf-8", "listing-import-errors.csv");
        if (!Confirmed || Input.File is not null)
            return Faulty > 0 ? Again() : Page();
        // Not asked whether the preview is without fault: a repeat of what was done is answered as the first time.
        return Answer(await Service<ImportListingsHandler>().Handle(new ImportListings(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, Kind, table), Cancel), made =>
        {
            Flash(T["{0}件の下書きを作りました。1件ずつ内容を確かめて申請してください。", made]);
            return LocalRedirect("/listings" + Query);
        });
    }

    private async Task<Result> Read(IFormFile file)
    {
        if (file.Length > ImportTable.MostBytes)
            return Marketplace.Shared.Refusal.Invalid("Input.File", "file-too-large", "ファイルは{0} MBまでです。分けて登録してください。", ImportTable.MostBytes / 1024 / 1024);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Cancel);
        var table = ImportTable.Read("Input.File", bytes.ToArray());
        if (!table.Ok)
            return Result.No([.. table.Refusals]);
        Input.Table = JsonSerializer.Serialize(table.Value);
        ModelState.Remove("Input.Table");
        return Result.Done;
    }

    /// <summary>The table that was shown, carried by the form to the confirmation and judged anew there.</summary>
    private string[][]? Table()
    {
        try
        {
            return Input.Table is { Length: > 0 } text && JsonSerializer.Deserialize<string?[]?[]>(text) is { Length: <= ImportTable.MostRows } table
                ? [.. table.Select(r => (r ?? []).Select(c => c ?? "").ToArray())] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task Load()
    {
        var basis = Service<CatalogueBasis>();
        Columns = ImportColumns.Of(Kind, await basis.OpenSet(Cancel), await basis.Categories(Cancel));
    }
}

internal sealed class ImportForm
{
    public Guid Id { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>The cells of the file that was shown, as JSON.</summary>
    public string? Table { get; set; }
}
