namespace Marketplace.Shared;

/// <summary>Everything that can be done here, in the field's words. Every page and endpoint declares one with <see cref="RequiresAttribute"/>;
/// <see cref="PolicyTable"/> says which roles may. Whose object it may be done to is decided by the module's query filters.</summary>
public enum Act
{
    /// <summary>Public pages: catalogue, vendors, help, open data, health.</summary>
    Browse,

    /// <summary>Sign in, sign out, choose language, switch acting role, reset a password.</summary>
    SignIn,

    /// <summary>See the own to-do page and account.</summary>
    UseOwnAccount,

    /// <summary>Invite and remove people of the own organisation, give roles.</summary>
    ManagePeople,

    /// <summary>Make and revoke API tokens of the own organisation.</summary>
    ManageTokens,

    /// <summary>Register a new vendor organisation.</summary>
    RegisterVendor,

    /// <summary>Fill in and submit the own vendor's application, declaration and proofs.</summary>
    ApplyForCertification,

    /// <summary>Read vendors' applications and listings under review.</summary>
    ReadReviews,

    /// <summary>Decide on vendors' applications (承認・差戻し・停止).</summary>
    ReviewVendors,

    /// <summary>Draft, submit, change and withdraw the own software and offers.</summary>
    DraftListings,

    /// <summary>Decide on software and offers (承認・差戻し).</summary>
    ReviewListings,

    /// <summary>Keep the search's synonyms (同義語).</summary>
    EditSearchWords,

    /// <summary>Edit the question set (質問票), open it and retire the one before.</summary>
    EditQuestions,

    /// <summary>Keep searches of the catalogue under a name and be told of what newly fits.</summary>
    SaveSearches,

    /// <summary>Keep services in lists shared within the own body, with notes.</summary>
    KeepLists,

    /// <summary>Tell what the own body makes of a service (導入事例), ask other bodies about theirs and answer them.</summary>
    TellExperiences,

    /// <summary>Reply to what a body tells of the own offer.</summary>
    ReplyToExperiences,

    /// <summary>Publish or return what bodies tell and sellers reply.</summary>
    ModerateExperiences,

    /// <summary>Read the own body's procurement cases.</summary>
    ReadCases,

    /// <summary>Open and run a procurement case up to the request for approval.</summary>
    RunCases,

    /// <summary>Approve or return a case (決裁).</summary>
    ApproveCases,

    /// <summary>Read the own body's purchasing account.</summary>
    ReadBudget,

    /// <summary>Enter what was voted and allotted for budget lines (議決・配当), one by one or from a file.</summary>
    AllotBudget,

    /// <summary>Record encumbrances that were made outside the marketplace (支出負担行為), by the body's own accounting system.</summary>
    EncumberBudget,

    /// <summary>Move the budget: 流用, 減額, 繰越.</summary>
    MoveBudget,

    /// <summary>Close a fiscal year (締め), release what stays open in it, and open the next.</summary>
    CloseBudget,

    /// <summary>Enter the body's ordinance on long-term contracts and its 債務負担行為.</summary>
    SetBudgetRules,

    /// <summary>Enter the own body's ceilings for small negotiated contracts (少額随意契約).</summary>
    SetCeilings,

    /// <summary>Read joint procurements one may see.</summary>
    ReadJointProcurements,

    /// <summary>Read each body's numbers and the opened offers of joint procurements: bodies where they lead or take part, the operator's auditor everywhere.</summary>
    ReadJointNumbers,

    /// <summary>Open a joint procurement as its lead (幹事) and move it on.</summary>
    LeadJointProcurements,

    /// <summary>File the own body's demand in a joint procurement (利用計画).</summary>
    FileDemand,

    /// <summary>Commit the own body to a joint procurement, encumbering its budget (参加の決裁).</summary>
    CommitDemand,

    /// <summary>Award a joint procurement as its lead's approver.</summary>
    AwardJointProcurements,

    /// <summary>Offer prices in a joint procurement.</summary>
    OfferToJointProcurements,

    /// <summary>State that the system could not be used, which excuses missed deadlines.</summary>
    RecordOutages,

    /// <summary>Read the own organisation's contracts.</summary>
    ReadContracts,

    /// <summary>Report a delivery (完了届・納品).</summary>
    ReportDelivery,

    /// <summary>Accept or refuse a delivery (検収).</summary>
    AcceptDelivery,

    /// <summary>Read the own organisation's invoices.</summary>
    ReadInvoices,

    /// <summary>Issue an invoice (適格請求書).</summary>
    IssueInvoices,

    /// <summary>Record that an invoice was paid (支出命令・支払).</summary>
    RecordPayments,

    /// <summary>Enter statement lines and match them to invoices (消込).</summary>
    MatchPayments,

    /// <summary>The operator's overview and status pages.</summary>
    ReadOverview,

    /// <summary>Search the audit trail.</summary>
    SearchAudit,

    /// <summary>Retry a parked outbox message.</summary>
    RetryMessages,
}
