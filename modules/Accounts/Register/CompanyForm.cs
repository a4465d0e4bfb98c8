using Marketplace.Shared;

namespace Marketplace.Accounts;

/// <summary>A company as its person typed it.</summary>
internal sealed record CompanyForm(string Name, string Kana, string CorporateNumber, string Prefecture, string Address)
{
    private const int LongestName = 100, LongestKana = 200, LongestAddress = 200;

    /// <summary>Without outer blanks, numbers in ordinary digits, the reading in hiragana so that lists sort alike.</summary>
    public CompanyForm Clean() => new(
        Typed.Line(Name), Hiragana(Typed.Code(Kana)), new string([.. Typed.Code(CorporateNumber).Where(c => c is not (' ' or '-' or 'ー' or '－'))]),
        Typed.Line(Prefecture), Typed.Line(Address));

    /// <summary>What is wrong with a cleaned form, by field.</summary>
    public IEnumerable<Refusal> Check(IReadOnlyCollection<string> prefectures)
    {
        if (Name.Length is 0 or > LongestName)
            yield return Refusal.Invalid("Input.Name", "name", "商号または名称を{0}文字以内で入力してください。", LongestName);
        if (Kana.Length is 0 or > LongestKana || Kana.Any(c => !IsKana(c)))
            yield return Refusal.Invalid("Input.Kana", "kana", "読みを、ひらがなかカタカナで入力してください。");
        if (CheckNumber(CorporateNumber) is { } wrong)
            yield return wrong;
        if (!prefectures.Contains(Prefecture))
            yield return Refusal.Invalid("Input.Prefecture", "prefecture", "本店がある都道府県を選んでください。");
        if (Address.Length is 0 or > LongestAddress)
            yield return Refusal.Invalid("Input.Address", "address", "市区町村から後の所在地を{0}文字以内で入力してください。", LongestAddress);
    }

    /// <summary>Null when the 13 digits carry the right check digit (平成26年財務省令70号).</summary>
    internal static Refusal? CheckNumber(string digits)
    {
        if (digits.Length != 13 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return Refusal.Invalid("Input.CorporateNumber", "corporate-number-form", "法人番号は13桁の数字で入力してください。会社法人等番号（12桁）の前に1桁の数字が付いた番号です。");
        var check = Shared.CorporateNumber.CheckDigit(digits.AsSpan(1));
        return digits[0] - '0' == check ? null : Refusal.Invalid("Input.CorporateNumber", "corporate-number-digit",
            "法人番号が正しくありません。先頭の数字は打ち間違いを見つけるためのもので、続く12桁「{0}」から計算すると{1}ですが、{2}と入力されています。番号を1桁ずつ確かめてください。",
            digits[1..], check, digits[0]);
    }

    private static string Hiragana(string text) => string.Concat(text.Select(c => c is >= 'ァ' and <= 'ヶ' ? (char)(c - 'ァ' + 'ぁ') : c));

    private static bool IsKana(char c) => c is (>= 'ぁ' and <= 'ゖ') or 'ー' or '・' or ' ' or '　' or (>= '0' and <= '9');
}
