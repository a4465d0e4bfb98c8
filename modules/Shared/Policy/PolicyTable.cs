using System.Collections.Frozen;
using static Marketplace.Shared.Role;

namespace Marketplace.Shared;

/// <summary>The one table of who may do what. The route test walks every route as every role and compares with it.</summary>
public static class PolicyTable
{
    private static readonly Role[] Everyone = Enum.GetValues<Role>();
    private static readonly Role[] SignedIn = [.. Everyone.Except([Visitor])];
    private static readonly Role[] Body = [Requester, Approver, Accountant, BodyAdmin];
    private static readonly Role[] Vendor = [Maker, Seller, VendorAdmin];
    private static readonly Role[] Operator = [Reviewer, Finance, Support, Auditor, OperatorAdmin];

    private static readonly FrozenDictionary<Act, Role[]> Table = new Dictionary<Act, Role[]>
    {
        [Act.Browse] = Everyone,
        [Act.SignIn] = Everyone,
        [Act.UseOwnAccount] = SignedIn,
        [Act.ManagePeople] = [BodyAdmin, VendorAdmin, OperatorAdmin],
        [Act.ManageTokens] = [BodyAdmin, VendorAdmin, OperatorAdmin],
        [Act.RegisterVendor] = Everyone,
        [Act.ApplyForCertification] = Vendor,
        [Act.ReadReviews] = [Reviewer, Support, Auditor, OperatorAdmin],
        [Act.ReviewVendors] = [Reviewer, OperatorAdmin],
        [Act.DraftListings] = Vendor,
        [Act.ReviewListings] = [Reviewer, OperatorAdmin],
        [Act.EditSearchWords] = [Reviewer, OperatorAdmin],
        [Act.EditQuestions] = [Reviewer, OperatorAdmin],
        [Act.SaveSearches] = Body,
        [Act.KeepLists] = Body,
        [Act.TellExperiences] = Body,
        [Act.ReplyToExperiences] = [Seller, VendorAdmin],
        [Act.ModerateExperiences] = [Reviewer, OperatorAdmin],
        [Act.ReadCases] = [.. Body, Auditor],
        [Act.RunCases] = [Requester],
        [Act.ApproveCases] = [Approver],
        [Act.ReadBudget] = [.. Body, Auditor],
        [Act.AllotBudget] = [Accountant, BodyAdmin],
        [Act.EncumberBudget] = [Accountant],
        [Act.MoveBudget] = [Accountant],
        [Act.CloseBudget] = [Accountant],
        [Act.SetBudgetRules] = [Accountant, BodyAdmin],
        [Act.SetCeilings] = [Accountant, BodyAdmin],
        [Act.ReadJointProcurements] = [.. Body, .. Vendor, .. Operator],
        [Act.ReadJointNumbers] = [.. Body, Auditor],
        [Act.LeadJointProcurements] = [Requester],
        [Act.FileDemand] = [Requester],
        [Act.CommitDemand] = [Approver],
        [Act.AwardJointProcurements] = [Approver],
        [Act.OfferToJointProcurements] = [Seller, VendorAdmin],
        [Act.RecordOutages] = [Support, OperatorAdmin],
        [Act.ReadContracts] = [.. Body, .. Vendor, .. Operator],
        [Act.ReportDelivery] = [Seller, VendorAdmin],
        [Act.AcceptDelivery] = [Accountant],
        [Act.ReadInvoices] = [.. Body, Seller, VendorAdmin, .. Operator],
        [Act.IssueInvoices] = [Seller, VendorAdmin],
        [Act.RecordPayments] = [Accountant],
        [Act.MatchPayments] = [Seller, VendorAdmin, Finance],
        [Act.ReadOverview] = Operator,
        [Act.SearchAudit] = [Support, Auditor, OperatorAdmin],
        [Act.RetryMessages] = [Support, OperatorAdmin],
    }.ToFrozenDictionary();

    /// <summary>Whether that role may do that act at all. Ownership comes on top.</summary>
    public static bool May(Role role, Act act) => Table.TryGetValue(act, out var roles) && roles.Contains(role);
}
