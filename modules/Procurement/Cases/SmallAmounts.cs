using Marketplace.Procurement.Ceilings;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>Another purchase of the same software by the same body in the same fiscal year.</summary>
internal sealed record SameProduct(string Title, string Address, Money Total);

/// <summary>A way of contracting, whether a case may take it on the day, and why.</summary>
/// <param name="Allowed">Null: depends on facts that only the body can judge.</param>
internal sealed record MethodRow(string Method, bool? Allowed, Refusal Why);

/// <summary>What the small-amount ceiling means for a case (施行令167条の2第1項第1号).</summary>
/// <param name="Day">The day it is judged for: of the approval, or today.</param>
/// <param name="Others">What else the body buys of the same software in the year.</param>
internal sealed record SmallAmount(Ceiling Ceiling, Money Total, DateOnly Day, IReadOnlyList<SameProduct> Others)
{
    public Money Sum => Total + Others.Sum(o => o.Total);

    /// <summary>Null when no ceiling is known.</summary>
    public bool? Fits => Ceiling.Amount is { } most ? Total <= most : null;

    /// <summary>分割発注: each stays within the ceiling, together they do not.</summary>
    public bool LooksSplit => Fits == true && Ceiling.Amount is { } most && Others.Count > 0 && Sum > most;

    public Refusal WhySmall => (Ceiling.Amount, Ceiling.Own) switch
    {
        (null, _) => Refusal.Conflict("ceiling-unknown", "この区分の上限がまだ登録されていないため判定できません。団体の規則の額を会計に登録してもらってください。"),
        ({ } most, { } own) => Refusal.Conflict("small-own", Total <= most ? "予定価格{0}は、団体の規則の額{1}（{2}から）を超えません。" : "予定価格{0}は、団体の規則の額{1}（{2}から）を超えます。", Total, most, own.ValidFrom),
        ({ } most, null) => Refusal.Conflict("small-law", Total <= most ? "予定価格{0}は、政令の額{1}を超えません。団体の規則がこれより低い額を定めていないか確かめてください。" : "予定価格{0}は、政令の額{1}を超えます。", Total, most),
    };

    public IReadOnlyList<MethodRow> Methods =>
    [
        new("随意契約・見積合わせ（少額、第1号）", Fits, WhySmall),
        new("随意契約・見積合わせ・企画競争（第2号から第9号）", null, Refusal.Conflict("grounds", "金額によらず、該当する号の事実があるときに限られます。理由を書面に残してください。")),
        new("指名競争入札", null, Refusal.Conflict("designated", "性質・目的が一般競争に適さないとき、参加者が少数のとき、一般競争が不利なときに限られます（施行令第167条）。")),
        new("一般競争入札", true, Refusal.Conflict("open", "原則の方法です（地方自治法第234条）。金額の制限はありません。")),
    ];
}

/// <summary>Judges cases by the ceilings.</summary>
internal sealed class SmallAmounts(ProcurementDbContext db, CeilingBooks books, TimeProvider time)
{
    /// <summary>Null while nothing is chosen.</summary>
    public async Task<SmallAmount?> Of(ProcurementCase procurement, CancellationToken cancel)
    {
        if (procurement.Chosen is not { } chosen || await books.Of(procurement.BodyCode, cancel) is not { } book)
            return null;
        var day = procurement.ApprovedAt?.JapanDay() ?? time.JapanToday();
        return new SmallAmount(book.On(day, procurement.Category), procurement.Total, day, await Others(procurement, chosen.Offer.SoftwareId, cancel));
    }

    /// <summary>Today's ceiling of every category, for choosing one.</summary>
    public async Task<IReadOnlyList<Ceiling>> Today(ProcurementCase procurement, CancellationToken cancel) =>
        await books.Of(procurement.BodyCode, cancel) is { } book ? [.. Enum.GetValues<CeilingCategory>().Select(c => book.On(time.JapanToday(), c))] : [];

    /// <summary>Why ground No. 1 may not be chosen; null if it may, or if nobody knows.</summary>
    public async Task<Refusal?> Fault(ProcurementCase procurement, Choice choice, CancellationToken cancel)
    {
        if (choice is not { Ground: 1, Category: { } category } || procurement.Candidates.FirstOrDefault(c => c.Position == choice.Position) is not { } candidate)
            return null;
        return await books.Of(procurement.BodyCode, cancel) is { } book && book.On(time.JapanToday(), category).Amount is { } most && candidate.Total > most
            ? Refusal.Invalid("Input.Ground", "over-small-amount", "少額の随意契約（第1号）にできるのは、「{0}」では予定価格（税込）{1}までです。この候補は{2}で、{3}超えています。ほかの号か方法を選んでください。",
                CeilingWords.Of(category), most, candidate.Total, candidate.Total - most)
            : null;
    }

    // The body's id comes from a case the actor may see; contracts of joint procurements count as well.
    private async Task<IReadOnlyList<SameProduct>> Others(ProcurementCase of, Guid software, CancellationToken cancel)
    {
        var (body, year, same) = (of.BodyId, of.FiscalYear.Year, software.ToString());
        var contracts = await db.Database.SqlQuery<Row>($"""
            select title as "Title", public_id as "PublicId", total as "Yen" from procurement.contract
            where buyer_id = {body} and fiscal_year = {year} and source_id <> {of.Id} and offer_json ->> 'softwareId' = {same} order by concluded_at
            """).ToListAsync(cancel);
        var cases = await db.Database.SqlQuery<Row>($"""
            select c.title as "Title", c.public_id as "PublicId", c.total as "Yen"
            from procurement.procurement_case c join procurement.case_candidate k on k.case_id = c.id and k.position = c.chosen_position
            where c.body_id = {body} and c.fiscal_year = {year} and c.id <> {of.Id} and c.ended_at is null and k.offer_json ->> 'softwareId' = {same} order by c.opened_at
            """).ToListAsync(cancel);
        return [.. contracts.Select(c => new SameProduct(c.Title, $"/contracts/{c.PublicId}", new Money(c.Yen))), .. cases.Select(c => new SameProduct(c.Title, $"/cases/{c.PublicId}", new Money(c.Yen)))];
    }

    private sealed record Row(string Title, string PublicId, long Yen);
}
