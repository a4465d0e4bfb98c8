using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>The files of one upload question: which there are and how far their scan is; adding one; removing one.</summary>
[Requires(Act.DraftListings)]
[RequestSizeLimit(MostRequestBytes)]
internal sealed class DocumentsModel : MarketplacePage
{
    /// <summary>More than a file may have, so that a somewhat too large one is refused in words and not by a closed connection.</summary>
    private const long MostRequestBytes = 100 * 1024 * 1024;

    [BindProperty]
    public DocumentInput Input { get; set; } = new();

    public ListingView View { get; private set; } = null!;
    public SectionView Section { get; private set; } = null!;
    public Question Question { get; private set; } = null!;
    public IReadOnlyList<DocumentRef> Files { get; private set; } = [];
    public IReadOnlyDictionary<string, Document> Documents { get; private set; } = new Dictionary<string, Document>(StringComparer.Ordinal);

    /// <summary>The file that the page asks about before removing it; null otherwise.</summary>
    public DocumentRef? Removing { get; private set; }
    public bool Scanning => Service<VirusScanner>().IsConfigured;
    public string Here => $"{View.Entry.Url}/documents/{Question.Id}";

    public async Task<IActionResult> OnGetAsync(string publicId, string question, string? remove)
    {
        if (!await Load(publicId, question))
            return NotFound();
        Removing = remove is null ? null : Files.FirstOrDefault(f => f.Id == remove);
        return remove is not null && Removing is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId, string question)
    {
        if (!await Load(publicId, question))
            return NotFound();
        if (Input.File is not { } file)
        {
            ModelState.AddModelError("Input.File", T["追加するファイルを選んでください。"]);
            return Again();
        }

        // Not read at all when it is too large.
        if (file.Length > FileTypes.MostBytes && Refused((Result)FileTypes.TooLarge("Input.File", file.Length)))
            return Again();
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Cancel);
        var command = new AddDocument(Input.Id == Guid.Empty ? Guid.CreateVersion7() : Input.Id, publicId, question, Input.Title, file.FileName, bytes.ToArray());
        return await Answer(await Service<DocumentActs>().Handle(command, Cancel), () =>
        {
            Flash(T["ファイル「{0}」を追加しました。", AnswerForm.Clean(Input.Title ?? "")]);
            return LocalRedirect($"/listings/{publicId}/documents/{question}");
        }, () => Load(publicId, question));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string publicId, string question, string document) =>
        await Answer(await Service<DocumentActs>().Handle(new RemoveDocument(publicId, question, document), Cancel), () =>
        {
            Flash(T["ファイルを削除しました。"]);
            return LocalRedirect($"/listings/{publicId}/documents/{question}");
        }, () => Load(publicId, question));

    private async Task<bool> Load(string publicId, string question)
    {
        if (await Service<ReadListing>().Find(publicId, Cancel) is not { } view
            || view.Sections.FirstOrDefault(s => s.Section.Questions.Any(q => q.Id == question && q.Kind == QuestionKind.Upload)) is not { } section)
            return false;
        (View, Section, Question) = (view, section, section.Section.Questions.Single(q => q.Id == question));
        Files = DocumentAnswer.Read(view.Entry.Answers[question]) ?? [];
        Documents = await Service<CatalogDbContext>().Documents.AsNoTracking().Where(d => d.EntryId == view.Entry.Id).ToDictionaryAsync(d => d.PublicId, Cancel);
        return true;
    }
}

internal sealed class DocumentInput
{
    public Guid Id { get; set; }
    public string? Title { get; set; }
    public IFormFile? File { get; set; }
}
