using System.Text;

namespace Marketplace.Billing;

/// <summary>Brings names to the form in which bank statements can be compared: payers arrive in half-width kana with large letters only.</summary>
internal static class Kana
{
    private const string Small = "ァィゥェォッャュョヮヵヶ", Large = "アイウエオツヤユヨワカケ";

    /// <summary>Hiragana as katakana; everything else unchanged.</summary>
    public static string Katakana(string text) => string.Concat(text.Select(c => c is >= 'ぁ' and <= 'ゖ' ? (char)(c + ('ァ' - 'ぁ')) : c));

    /// <summary>Full-width katakana without small letters, capitals, no spaces or punctuation: "ｷﾞﾌｼ ｶｲｹｲｶﾝﾘｼｬ" → "ギフシカイケイカンリシヤ".</summary>
    public static string Comparable(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in Katakana(text.Normalize(NormalizationForm.FormKC)).ToUpperInvariant())
        {
            if (char.IsLetterOrDigit(c))
                plain.Append(Small.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? Large[i] : c);
        }

        return plain.ToString();
    }
}
