using Marketplace.Shared;

namespace Marketplace.Host.Ui;

/// <summary>One entry of the header's menu; shown to roles that may do <paramref name="Act"/>.</summary>
internal sealed record MenuItem(string Text, string Url, Act Act);

/// <summary>The area's menu by kind of role: at most six entries, in the order of the day's work.</summary>
internal static class Menu
{
    private const int Most = 6;

    private static readonly MenuItem
        Services = new("サービスを探す", "/services", Act.Browse),
        ToDo = new("やること", "/todo", Act.UseOwnAccount),
        Cases = new("案件", "/cases", Act.ReadCases),
        Joint = new("共同調達", "/joint", Act.ReadJointProcurements),
        Contracts = new("契約", "/contracts", Act.ReadContracts),
        Invoices = new("請求", "/invoices", Act.ReadInvoices),
        Budget = new("予算", "/budget", Act.ReadBudget),
        Listings = new("掲載", "/listings", Act.DraftListings),
        Certification = new("認証", "/certification", Act.ApplyForCertification),
        Reviews = new("審査", "/reviews", Act.ReadReviews),
        Overview = new("全体", "/overview", Act.ReadOverview),
        Audit = new("監査", "/audit", Act.SearchAudit),
        Status = new("状態", "/status", Act.ReadOverview),
        Help = new("使い方", "/help", Act.Browse),
        Glossary = new("用語集", "/glossary", Act.Browse);

    /// <summary>What that role sees in the header.</summary>
    internal static IReadOnlyList<MenuItem> For(Role role)
    {
        MenuItem[] all = role switch
        {
            Role.Visitor => [Services, Help, Glossary],
            Role.Requester => [ToDo, Services, Cases, Joint, Contracts, Budget],
            Role.Approver => [ToDo, Cases, Joint, Contracts, Budget, Services],
            Role.Accountant => [ToDo, Contracts, Invoices, Budget, Joint, Services],
            Role.BodyAdmin => [ToDo, Services, Cases, Joint, Contracts, Budget],
            Role.Maker or Role.Seller or Role.VendorAdmin => [ToDo, Listings, Certification, Joint, Contracts, Invoices],
            Role.Reviewer or Role.Finance or Role.Support or Role.Auditor or Role.OperatorAdmin => [ToDo, Reviews, Overview, Audit, Status, Invoices],
            _ => throw new InvalidOperationException($"No menu for {role}."),
        };
        return [.. all.Where(i => PolicyTable.May(role, i.Act)).Take(Most)];
    }

    /// <summary>The role's name in the office's words.</summary>
    internal static string Name(Role role) => role switch
    {
        Role.Visitor => "閲覧者",
        Role.Requester => "担当者",
        Role.Approver => "決裁者",
        Role.Accountant => "会計",
        Role.BodyAdmin => "団体の管理者",
        Role.Maker => "登録開発者",
        Role.Seller => "登録販売者",
        Role.VendorAdmin => "事業者の管理者",
        Role.Reviewer => "審査担当",
        Role.Finance => "経理担当",
        Role.Support => "サポート担当",
        Role.Auditor => "監査担当",
        Role.OperatorAdmin => "運営の管理者",
        _ => throw new InvalidOperationException($"No name for {role}."),
    };
}
