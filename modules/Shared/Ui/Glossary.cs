namespace Marketplace.Shared.Ui;

/// <summary>A word of the trade; both texts are keys of <see cref="Texts"/>.</summary>
/// <param name="Reading">Reading in hiragana, for order and for newcomers.</param>
public sealed record GlossaryEntry(string Term, string Reading, string Explanation);

/// <summary>The words that pages may explain in place (<c>m-term</c>); the page /glossary lists them.</summary>
public static class Glossary
{
    public static readonly IReadOnlyList<GlossaryEntry> Entries =
    [
        new("相見積", "あいみつもり", "複数の事業者から見積書を取り、金額と条件を比べることです。"),
        new("一般競争入札", "いっぱんきょうそうにゅうさつ", "資格を満たす事業者ならだれでも参加できる入札です。契約の原則とされています（地方自治法234条）。"),
        new("幹事", "かんじ", "共同調達を代表して進める団体です。需要の取りまとめ、仕様の統一、募集、選定を行います。"),
        new("起案", "きあん", "担当者が、契約などの案と理由をまとめて決裁を求めることです。"),
        new("共同調達", "きょうどうちょうたつ", "複数の団体がまとまって同じサービスを調達することです。契約と支払は団体ごとに行います。"),
        new("決裁", "けっさい", "決める権限のある人が、起案の内容を認めることです。起案した本人は決裁できません。"),
        new("検査調書", "けんさちょうしょ", "検収の結果を記録した書類です。支払の根拠になります。"),
        new("検収", "けんしゅう", "納品されたものが契約のとおりかを確かめて受け取ることです。"),
        new("債務負担行為", "さいむふたんこうい", "翌年度以降にまたがる支払の約束を、予算であらかじめ決めておくことです（地方自治法214条）。"),
        new("支出負担行為", "ししゅつふたんこうい", "契約など、支出の原因となる行為です。予算の範囲内で行います（地方自治法232条の3）。"),
        new("支出命令", "ししゅつめいれい", "債務が確定した支出について、会計管理者に支払を命じることです。"),
        new("随意契約", "ずいいけいやく", "入札によらず相手を選んで結ぶ契約です。できる場合が政令で決まっています（地方自治法施行令167条の2）。"),
        new("適格請求書", "てきかくせいきゅうしょ", "登録番号、税率ごとの金額と消費税額などを記した請求書です（インボイス）。"),
        new("登録開発者", "とうろくかいはつしゃ", "ソフトウェアを開発し、その内容をこのカタログに登録する事業者です。"),
        new("登録販売者", "とうろくはんばいしゃ", "登録されたソフトウェアに価格と条件をつけて販売する事業者です。"),
        new("配当", "はいとう", "予算を、使う課や科目に割り当てることです。"),
        new("予算の確保", "よさんのかくほ", "契約の前に、必要な額をほかに使われないよう押さえておくことです。"),
        new("LGWAN", "えるじーわん", "地方公共団体を結ぶ行政専用の閉じたネットワークです（総合行政ネットワーク）。"),
    ];

    public static GlossaryEntry? Find(string term) => Entries.FirstOrDefault(e => string.Equals(e.Term, term, StringComparison.Ordinal));
}
