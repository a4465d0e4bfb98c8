using Marketplace.Shared;

namespace Marketplace.Accounts;

/// <summary>One line on what each role does; keys of their English twins.</summary>
internal static class RoleHints
{
    public static string Of(Role role) => role switch
    {
        Role.Requester => "サービスを探し、案件を進め、共同調達の利用計画を出します。",
        Role.Approver => "担当者が起案したものを決裁します。自分が起案したものは決裁できません。",
        Role.Accountant => "予算を配当し、検収と支払を記録します。",
        Role.BodyAdmin or Role.OperatorAdmin => "担当者の招待、役割の取消し、APIトークンの管理をします。",
        Role.Maker => "ソフトウェアの内容を登録し、証明書を更新します。",
        Role.Seller => "サービスに価格をつけて掲載し、共同調達に申し込み、納品と請求をします。",
        Role.VendorAdmin => "登録開発者と登録販売者ができることすべてに加えて、担当者とAPIトークンの管理をします。",
        Role.Reviewer => "事業者を認証し、掲載を審査します。",
        Role.Finance => "入金の消込をします。",
        Role.Support => "審査と監査の内容を読み、止まった処理をやり直します。",
        Role.Auditor => "すべてを読めますが、何も変更できません。",
        Role.Visitor => "",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
