using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>Imports a bank statement: choose the file, see each row as it was read, then import all of it or nothing.</summary>
[Requires(Act.MatchPayments)]
public sealed class ImportStatementModel : MarketplacePage
{
    [BindProperty]
    public ImportInput Input { get; set; } = new();

    internal StatementFile? Preview { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Input.File is not null)
            Input.Csv = await Text(Input.File);
        if (Input.Csv is null)
        {
            if (ModelState.IsValid)
                ModelState.AddModelError("Input.File", T["取り込むファイルを選んでください。"]);
            return Again();
        }

        ModelState.Remove("Input.Csv");
        Preview = StatementCsv.Read(Input.Csv, Service<TimeProvider>().JapanToday());
        if (Preview.Fault is { } fault)
        {
            ModelState.AddModelError("Input.File", T[fault]);
            Preview = null;
            return Again();
        }

        // A new file is always shown first; only what was shown is imported.
        if (Input.File is not null || !Preview.Ok)
            return Preview.Ok ? Page() : Again();
        var result = await Service<EnterStatementLinesHandler>().Handle(new EnterStatementLines(Preview.Lines), Cancel);
        return Answer(result, entered =>
        {
            Flash(T["{0}件を取り込み、{1}件を消し込みました。すでに登録されていた{2}件は飛ばしました。", entered.Added.Count, entered.Matched, entered.AlreadyThere]);
            return Redirect("/payments");
        });
    }

    private async Task<string?> Text(IFormFile file)
    {
        if (file.Length > StatementCsv.MostBytes)
        {
            ModelState.AddModelError("Input.File", T["ファイルは{0}kBまでです。分けて取り込んでください。", StatementCsv.MostBytes / 1024]);
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Cancel);
        var text = StatementCsv.Decode(bytes.ToArray());
        if (text is null)
            ModelState.AddModelError("Input.File", T["UTF-8のCSVとして読み取れません。表計算ソフトでは「CSV UTF-8」を選んで保存してください。"]);
        return text;
    }
}

public sealed class ImportInput
{
    public IFormFile? File { get; set; }

    /// <summary>The text of the file that was shown, carried by the form to the confirmation.</summary>
    public string? Csv { get; set; }
}
