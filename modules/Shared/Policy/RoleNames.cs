namespace Marketplace.Shared;

/// <summary>The office's word for each role; key of its English twin.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Visitor => "閲覧者",
        Role.Requester => "担当者",
        Role.Approver => "決裁者",
        Role.Accountant => "会計",
        Role.BodyAdmin => "団体管理者",
        Role.Maker => "登録開発者",
        Role.Seller => "登録販売者",
        Role.VendorAdmin => "事業者管理者",
        Role.Reviewer => "審査担当",
        Role.Finance => "経理担当",
        Role.Support => "サポート",
        Role.Auditor => "監査担当",
        Role.OperatorAdmin => "運営管理者",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
