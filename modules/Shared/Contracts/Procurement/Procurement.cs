namespace Marketplace.Shared;

/// <summary>Where a contract comes from.</summary>
public enum ContractSource
{
    /// <summary>A body's own procurement case.</summary>
    Case,

    /// <summary>A joint procurement (共同調達); each body contracts for itself.</summary>
    JointProcurement,
}

/// <summary>A contract stands: budget encumbered, agreement fixed. Billing starts from it.</summary>
/// <param name="Net">Whole term without tax.</param>
/// <param name="TaxRatePercent">10.</param>
/// <param name="Total">With tax; what was encumbered (支出負担行為).</param>
/// <param name="BudgetLine">款-項-目-節 code within the fiscal year.</param>
public sealed record ContractConcluded(
    Guid ContractId, string PublicId, string Number, string Title, Guid BuyerId, string BuyerName, LocalGovernmentCode BuyerCode, Guid SellerId, string SellerName,
    FiscalYear FiscalYear, string BudgetLine, Money Net, int TaxRatePercent, Money Total, DateOnly Start, DateOnly End, ContractSource Source, Guid SourceId) : IEvent;

/// <summary>Approval of a case was asked for (決裁依頼); its money is to be reserved (執行伺). For Procurement itself.</summary>
/// <param name="Attempt">1, 2, ... of the case's requests for approval.</param>
public sealed record ApprovalRequested(Guid CaseId, int Attempt) : IEvent;

/// <summary>A request for approval came to nothing (差戻し, 取下げ, 取りやめ); what it reserved is to be given back. For Procurement itself.</summary>
/// <param name="By">Who ended it, for the account's history.</param>
public sealed record ApprovalDropped(Guid CaseId, int Attempt, string By) : IEvent;

/// <summary>A case was approved (決裁); its order is to be made. For Procurement itself: approval and order are two commits.</summary>
/// <param name="Attempt">1, 2, ... of the case's requests for approval; an order of an earlier one is void.</param>
public sealed record CaseApproved(Guid CaseId, int Attempt) : IEvent;

/// <summary>Commands were decided on bodies' purchasing accounts and stand in their journals (予算執行の記録): all that one commit took, in the order of each account.</summary>
public sealed record PurchasingRecorded(IReadOnlyList<RecordedCommand> Commands) : IEvent;

/// <summary>One of them.</summary>
/// <param name="Version">The account's version after it: 1, 2, 3 … without gaps per body.</param>
/// <param name="Kind">Name of the command, e.g. "Encumber".</param>
/// <param name="About">What it belonged to, e.g. "Contract/{id}"; null for the budget's own moves.</param>
public sealed record RecordedCommand(LocalGovernmentCode Body, long Version, Guid OperationId, string Kind, string? About);
