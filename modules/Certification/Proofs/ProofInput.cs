using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>The form of a proof.</summary>
internal sealed class ProofInput
{
    private const int LongestNumber = 60, LongestText = 200;

    public Guid Id { get; set; }
    public uint Version { get; set; }
    public ProofKind? Kind { get; set; }
    public string? Number { get; set; }
    public string? Issuer { get; set; }
    public string? Scope { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? Expires { get; set; }

    public static ProofInput Of(Proof proof) => new()
    {
        Id = proof.Id,
        Version = proof.Version,
        Kind = proof.Kind,
        Number = proof.Number,
        Issuer = proof.Issuer,
        Scope = proof.Scope,
        ValidFrom = proof.ValidFrom,
        Expires = proof.Expires,
    };

    /// <summary>The facts, or what is wrong at which field.</summary>
    public Result<ProofFacts> Read()
    {
        var (number, issuer, scope) = (Typed.Code(Number), Typed.Line(Issuer), Typed.Line(Scope));
        var refusals = new List<Refusal>();
        if (Kind is null || !Enum.IsDefined(Kind.Value))
            refusals.Add(Refusal.Invalid("Input.Kind", "kind", "証明書の種類を選んでください。"));
        if (number.Length is 0 or > LongestNumber)
            refusals.Add(Refusal.Invalid("Input.Number", "number", "証明書に書かれた番号を{0}文字以内で入力してください。", LongestNumber));
        if (issuer.Length is 0 or > LongestText)
            refusals.Add(Refusal.Invalid("Input.Issuer", "issuer", "発行した機関の名前を{0}文字以内で入力してください。", LongestText));
        if (scope.Length > LongestText)
            refusals.Add(Refusal.Invalid("Input.Scope", "scope", "対象の範囲は{0}文字以内で入力してください。", LongestText));
        if (ValidFrom is null)
            refusals.Add(Refusal.Invalid("Input.ValidFrom", "valid-from", "有効期間の初日を入力してください。"));
        if (Expires is null)
            refusals.Add(Refusal.Invalid("Input.Expires", "expires", "有効期限（有効期間の末日）を入力してください。"));
        else if (ValidFrom is { } from && Expires <= from)
            refusals.Add(Refusal.Invalid("Input.Expires", "expires-before", "有効期限は、有効期間の初日より後の日付にしてください。"));
        return refusals.Count > 0 ? Result<ProofFacts>.No(refusals) : new ProofFacts(Kind!.Value, number, issuer, scope, ValidFrom!.Value, Expires!.Value);
    }
}
