using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>Adds a file to an upload question of a draft. It is judged by its content, and by the scanner where there is one; a scanner that does not answer leaves it in quarantine.</summary>
/// <param name="Id">Brought by the form; a second submit of it changes nothing.</param>
/// <param name="FileName">As the sender's machine calls it.</param>
internal sealed record AddDocument(Guid Id, string PublicId, string QuestionId, string? Title, string FileName, byte[] Bytes);

/// <summary>Takes a file out of a draft. Unless a published version names it, its content is deleted.</summary>
internal sealed record RemoveDocument(string PublicId, string QuestionId, string DocumentId);

internal sealed class DocumentActs(CatalogDbContext db, CatalogueBasis basis, VirusScanner scanner, TimeProvider time)
{
    public const int LongestTitle = 60;

    public async Task<Result> Handle(AddDocument command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, command.QuestionId, cancel) is not { } found)
            return Refusal.NotFound();
        var (entry, question) = found;
        if (await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Id == command.Id, cancel) is { } first)
            return first.Scan == ScanState.Infected ? Infected(first.Finding) : Result.Done;
        var now = time.GetUtcNow();
        if (!entry.Editable)
            return entry.Answer(With(question, []), now);
        var title = AnswerForm.Clean(command.Title ?? "");
        var sniffed = FileTypes.Sniff("Input.File", command.FileName, command.Bytes);
        if ((Refusal[])[.. Titled(title), .. sniffed.Refusals] is { Length: > 0 } wrong)
            return Result.No(wrong);
        var files = DocumentAnswer.Read(entry.Answers[question.Id]) ?? [];
        if (files.Count >= DocumentAnswer.MostOf(question))
            return Refusal.Conflict("too-many-files", "ファイルは{0}個までです。使わないものを削除してから追加してください。", DocumentAnswer.MostOf(question));
        var document = Document.Of(command.Id, entry, question.Id, title, sniffed.Value, Convert.ToHexStringLower(SHA256.HashData(command.Bytes)), now);
        if (scanner.IsConfigured)
            document.Take(await scanner.Scan(command.Bytes, cancel), now);
        db.Documents.Add(document);
        // That it was tried is kept, and audited; the file is not.
        if (document.Scan == ScanState.Infected)
            return await db.Save(cancel) is { Ok: false } lost ? lost : Infected(document.Finding);
        entry.Answer(With(question, [.. files, new DocumentRef(document.PublicId, title, document.FileName, document.Size, document.Sha256)]), now);
        db.DocumentContents.Add(new DocumentContent { DocumentId = document.Id, Bytes = command.Bytes });
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(RemoveDocument command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, command.QuestionId, cancel) is not { } found)
            return Refusal.NotFound();
        var (entry, question) = found;
        var files = DocumentAnswer.Read(entry.Answers[question.Id]) ?? [];
        if (files.All(f => f.Id != command.DocumentId))
            return Result.Done;
        if (entry.Answer(With(question, [.. files.Where(f => f.Id != command.DocumentId)]), time.GetUtcNow()) is { Ok: false } refused)
            return refused;
        var document = await db.Documents.SingleAsync(d => d.PublicId == command.DocumentId && d.EntryId == entry.Id, cancel);
        if (document.PublishedAt is null)
        {
            // Without reading the bytes: the key is enough to delete them, and they go first.
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.DocumentContents.Where(c => c.DocumentId == document.Id).ExecuteDeleteAsync(cancel);
            db.Documents.Remove(document);
            var gone = await db.Save(cancel);
            if (gone.Ok)
                await transaction.CommitAsync(cancel);
            return gone;
        }

        return await db.Save(cancel);
    }

    private async Task<(Entry Entry, Question Question)?> Find(string publicId, string questionId, CancellationToken cancel) =>
        await db.Entries.SingleOrDefaultAsync(e => e.PublicId == publicId, cancel) is { } entry
        && (await basis.Set(entry.QuestionSetVersion, cancel)).For(entry.Kind).SelectMany(s => s.Questions).FirstOrDefault(q => q.Id == questionId && q.Kind == QuestionKind.Upload) is { } question
            ? (entry, question) : null;

    private static Dictionary<string, JsonNode?> With(Question question, IReadOnlyCollection<DocumentRef> files) => new(StringComparer.Ordinal) { [question.Id] = DocumentAnswer.Write(files) };

    private static IEnumerable<Refusal> Titled(string title)
    {
        if (title.Length == 0)
            yield return Refusal.Invalid("Input.Title", "title-required", "ファイルの題名を入力してください。");
        else if (new StringInfo(title).LengthInTextElements > LongestTitle)
            yield return Refusal.Invalid("Input.Title", "too-long", "ファイルの題名は{0}文字以内で入力してください。", LongestTitle);
    }

    private static Refusal Infected(string? finding) =>
        Refusal.Invalid("Input.File", "document-infected", "このファイルからウイルスが見つかったため、受け付けませんでした（{0}）。お使いの機器を検査し、安全なファイルを選んでください。", finding ?? "");
}
