using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Shared;

namespace Marketplace.Billing;

/// <summary>An invoice that waits for its money.</summary>
/// <param name="PayerNames">Names under which its body may pay: name and kana.</param>
internal sealed record OpenInvoice(Guid Id, Guid ContractId, string PublicId, string Number, string Title, string BuyerName, Money Total, DateOnly IssuedOn, IReadOnlyList<string> PayerNames);

/// <summary>An invoice a line may belong to.</summary>
/// <param name="Difference">Line minus invoice: negative is too little, positive too much, zero fits.</param>
/// <param name="Named">The line names its number.</param>
/// <param name="SamePayer">The line's payer is its body.</param>
internal sealed record Suggestion(OpenInvoice Invoice, Money Difference, bool Named, bool SamePayer);

/// <summary>消込の規則. A line settles an invoice by itself only where there is no doubt: it names exactly one invoice and has its amount, or it names none
/// and exactly one open invoice of that payer has that amount. Too much, too little and anything ambiguous is left for a person.</summary>
internal static class Matching
{
    /// <summary>The invoice the line settles, or null.</summary>
    public static OpenInvoice? Find(Money amount, DateOnly date, string payer, string reference, IReadOnlyCollection<OpenInvoice> open)
    {
        var candidates = open.Where(i => i.IssuedOn <= date).ToArray();
        var text = Plain($"{reference} {payer}");
        var named = candidates.Where(i => Names(text, i.Number)).ToArray();
        var fitting = named.Length > 0
            ? named.Where(i => i.Total == amount).ToArray()
            : candidates.Where(i => i.Total == amount && IsPayer(payer, i)).ToArray();
        return fitting.Length == 1 ? fitting[0] : null;
    }

    /// <summary>What a person may choose from: named ones first, then the payer's own, then equal amounts; within each the smallest difference first.</summary>
    public static IReadOnlyList<Suggestion> Suggest(Money amount, string payer, string reference, IReadOnlyCollection<OpenInvoice> open, int atMost = 5)
    {
        var text = Plain($"{reference} {payer}");
        return
        [
            .. open.Select(i => new Suggestion(i, amount - i.Total, Names(text, i.Number), IsPayer(payer, i)))
                .Where(s => s.Named || s.SamePayer || s.Difference == Money.Zero)
                .OrderByDescending(s => s.Named).ThenByDescending(s => s.SamePayer).ThenBy(s => Math.Abs(s.Difference.Yen)).Take(atMost),
        ];
    }

    /// <summary>Whether the payer begins with the body's name: statements add the office, "ギフシカイケイカンリシャ".</summary>
    private static bool IsPayer(string payer, OpenInvoice invoice)
    {
        var paid = Kana.Comparable(payer);
        return invoice.PayerNames.Select(Kana.Comparable).Any(n => n.Length >= 2 && paid.StartsWith(n, StringComparison.Ordinal));
    }

    /// <summary>Whether the text names that number, with any or no separators, and not as part of a longer one.</summary>
    private static bool Names(string text, string number) =>
        Regex.IsMatch(text, $"(?<![A-Z0-9]){string.Join(Separators, number.Split('-').Select(Regex.Escape))}(?![0-9])", RegexOptions.None, TimeSpan.FromSeconds(1));

    private const string Separators = @"[\s\-‐‑–−ー]*";

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
