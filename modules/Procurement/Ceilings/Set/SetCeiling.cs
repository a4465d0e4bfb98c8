using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Ceilings;

/// <summary>Enters or corrects a ceiling of the actor's own body.</summary>
/// <param name="Id">From the form; submitted twice, entered once.</param>
/// <param name="Revision">The revision that the form corrects; 0 for a new setting.</param>
internal sealed record SetCeiling(Guid Id, CeilingCategory? Category, DateOnly? ValidFrom, Money? Amount, string Source, int Revision)
{
    public IEnumerable<Refusal> Faults(CeilingBook book, DateOnly today)
    {
        if (Category is null || !Enum.IsDefined(Category.Value))
            yield return Refusal.Invalid("Input.Category", "category-missing", "契約の区分を選んでください。");
        if (ValidFrom is not { } from || from < new DateOnly(2000, 1, 1) || from > today.AddYears(2))
            yield return Refusal.Invalid("Input.ValidFrom", "valid-from-range", "適用日は2000年1月1日から2年後までの日付で入力してください。");
        if (Source.Length is < 2 or > 200)
            yield return Refusal.Invalid("Input.Source", "source-length", "根拠となる規則の名称と条を、2文字以上200文字以内で入力してください。");
        if (Amount is not { } amount || amount <= Money.Zero)
            yield return Refusal.Invalid("Input.Amount", "amount-not-positive", "金額は1円以上で入力してください。");
        else if (Category is { } category && ValidFrom is { } day && book.Above(category, day, amount) is { } above)
            yield return above;
    }
}

internal sealed class SetCeilingHandler(ProcurementDbContext db, CeilingBooks books, TimeProvider time)
{
    public async Task<Result> Handle(SetCeiling asked, CancellationToken cancel)
    {
        if (db.Actor.BodyCode is not { } body || await books.Of(body, cancel) is not { } book)
            return Refusal.NotFound();
        if (book.Own.Any(c => c.Id == asked.Id))
            return Result.Done;
        var now = time.GetUtcNow();
        if (asked.Faults(book, now.JapanDay()).ToArray() is { Length: > 0 } faults)
            return Result.No(faults);
        var current = book.RevisionOf(asked.Category!.Value, asked.ValidFrom!.Value);
        if (current != asked.Revision)
        {
            return asked.Revision == 0
                ? Refusal.Invalid("Input.ValidFrom", "ceiling-exists", "この区分とこの適用日の額はすでに登録されています。登録の履歴から訂正してください。")
                : Refusal.Stale();
        }

        db.Add(new BodyCeiling
        {
            Id = asked.Id,
            BodyCode = body,
            Category = asked.Category.Value,
            ValidFrom = asked.ValidFrom.Value,
            Revision = current + 1,
            Amount = asked.Amount!.Value,
            Source = asked.Source,
            PersonId = db.Actor.PersonId,
            PersonName = db.Actor.PersonName,
            EnteredAt = now,
        });
        var saved = await db.Save(cancel);
        if (saved.Ok)
            return saved;
        db.ChangeTracker.Clear();
        return await db.Set<BodyCeiling>().AnyAsync(c => c.Id == asked.Id, cancel) ? Result.Done : Refusal.Stale();
    }
}
