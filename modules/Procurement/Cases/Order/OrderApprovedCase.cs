using System.Globalization;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Procurement.Cases;

/// <summary>Orders an approved case: encumbers its budget line with what was reserved for it, then concludes the contract or returns the case. Called again after a crash it asks the
/// account with the same operation id, so there is exactly one encumbrance, and the case's row version lets exactly one contract through.</summary>
internal sealed class OrderApprovedCase(
    ProcurementDbContext db, IPurchasingAccounts accounts, IOrganisations organisations, ICertification certification) : IHandle<CaseApproved>
{
    public async Task Handle(CaseApproved happened, CancellationToken cancel)
    {
        var approved = await db.WholeCases().SingleAsync(c => c.Id == happened.CaseId, cancel);
        if (approved.State != CaseState.Ordering || approved.Attempt != happened.Attempt)
            return;
        var now = await db.DatabaseNow(cancel);
        var today = now.JapanDay();
        var cause = string.Create(CultureInfo.InvariantCulture, $"{happened.Attempt}");

        var standing = await certification.Standing(approved.SellerId!.Value, cancel);
        if (standing.WhyNot(today) is { } fault)
        {
            await GiveBack(fault);
            return;
        }

        var outcome = await accounts.Run(approved.BodyCode, new Encumber(
            OperationIds.Of(approved.Id, $"encumber/{cause}"), today, approved.ApproverName, approved.NextContractId,
            approved.FiscalYear, approved.BudgetLine, approved.FirstYear, approved.Title) { About = approved.Reference, Later = approved.Later }, cancel);
        if (outcome.Refusal is { } refusal)
        {
            await GiveBack(refusal);
            return;
        }

        var buyer = await organisations.Find(approved.BodyId, cancel) ?? throw new InvalidOperationException($"Body {approved.BodyId} is unknown.");
        var contract = Contract.Conclude(new ContractTerms(
            approved.NextContractId, approved.Title, buyer, approved.SellerId.Value, approved.SellerName, approved.FiscalYear, approved.BudgetLine, approved.Net,
            approved.Start, approved.End, ContractSource.Case, approved.Id, approved.Chosen!.OfferJson)
        {
            Parts = approved.Right is null ? [] : [.. approved.Parts.Select(p => new YearAmount(p.Year, p.Total))],
            Basis = approved.Right?.Basis,
            BasisName = approved.Right?.Name ?? "",
        }, now);
        db.Add(contract);
        db.Publish(contract.Concluded());
        approved.Conclude(contract, db.Actor, now);

        // What is reserved, or what an earlier call encumbered before it died. If there is nothing the account refuses, which is as good.
        async Task GiveBack(Refusal because)
        {
            await accounts.Run(approved.BodyCode, approved.Release(approved.Attempt, today, nameof(OrderApprovedCase)), cancel);
            approved.ReturnUnordered(because, db.Actor, now);
        }
    }
}
