using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>What a seller reports: the period within the contract's term, a description and the lines.</summary>
internal sealed record DeliveryReport(DateOnly From, DateOnly To, string Description, IReadOnlyList<DeliveryLine> Lines)
{
    public IEnumerable<Refusal> Faults(BillableContract contract)
    {
        if (From < contract.Start || From > contract.End)
            yield return Refusal.Invalid("Input.From", "period-outside", "対象期間の初日は、契約期間（{0}から{1}まで）の中の日付にしてください。", contract.Start, contract.End);
        if (To > contract.End)
            yield return Refusal.Invalid("Input.To", "period-outside", "対象期間の末日は、契約期間（{0}から{1}まで）の中の日付にしてください。", contract.Start, contract.End);
        else if (To < From)
            yield return Refusal.Invalid("Input.To", "period-reversed", "対象期間の末日は、初日以後の日付にしてください。");
        if (string.IsNullOrWhiteSpace(Description) || Description.Length > 1000)
            yield return Refusal.Invalid("Input.Description", "description-missing", "納品の内容を1,000文字以内で入力してください。");
        if (Lines.Count is 0 or > DeliveryLine.MostLines)
            yield return Refusal.Invalid("Input.Lines[0].Text", "lines-missing", "明細を1行以上50行以内で入力してください。");
        foreach (var fault in Lines.SelectMany((line, index) => line.Faults(index)))
            yield return fault;
    }
}

/// <summary>The seller reports a delivery (完了届・納品書).</summary>
/// <param name="Id">From the form; a repeat is answered with the first delivery.</param>
internal sealed record ReportDelivery(Guid Id, string ContractPublicId, DeliveryReport Report);

internal sealed class ReportDeliveryHandler(BillingDbContext db)
{
    public async Task<Result<Delivery>> Handle(ReportDelivery command, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var contract = await db.Lock(c => c.PublicId == command.ContractPublicId, cancel);
        if (contract is null || contract.SellerId != db.Actor.OrganisationId)
            return Refusal.NotFound();
        if (await db.Deliveries.SingleOrDefaultAsync(d => d.Id == command.Id, cancel) is { } first)
            return first.ContractId == contract.Id ? first : Refusal.Conflict("id-used", "この送信番号はほかの納品で使われています。画面を開き直してください。");
        var rounding = await db.Profiles.Where(p => p.Id == contract.SellerId).Select(p => p.Rounding).SingleOrDefaultAsync(cancel);
        var delivery = Delivery.Report(command.Id, contract, command.Report, rounding, db.Actor, await db.DatabaseNow(cancel));
        if (!delivery.Ok)
            return delivery;
        db.Add(delivery.Value);
        if (await db.Save(cancel) is { Ok: false } clash)
            return Result<Delivery>.No(clash.Refusals);
        await transaction.CommitAsync(cancel);
        return delivery;
    }
}
