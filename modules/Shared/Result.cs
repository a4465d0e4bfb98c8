namespace Marketplace.Shared;

/// <summary>What kind of refusal it is; decides the HTTP status and the page's pattern in one place each.</summary>
public enum RefusalKind
{
    /// <summary>Input is wrong at a field. Page: message at the field; API: 422.</summary>
    Invalid,

    /// <summary>The thing does not exist or belongs to somebody else, which looks the same. 404.</summary>
    NotFound,

    /// <summary>A rule of the domain says no in the present state (deadline passed, over budget, not certified). Page: summary; API: 409.</summary>
    Conflict,

    /// <summary>Somebody else changed the thing since the form was opened. Page: form again with what was typed; API: 412.</summary>
    Stale,
}

/// <summary>An expected "no". <see cref="Text"/> is the Japanese message and at the same time the key of its English twin (see <see cref="Texts"/>).</summary>
/// <param name="Code">Stable machine code in kebab-case, e.g. "over-budget". Part of the API.</param>
/// <param name="Text">Message with {0}-style places: what is wrong, why, what to do.</param>
/// <param name="Args">Values for the places.</param>
/// <param name="Field">Name of the form field it concerns (as in the page's input model, e.g. "Input.Title"), or null for the whole form.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Text, object[] Args, string? Field = null)
{
    public static Refusal Invalid(string field, string code, string text, params object[] args) => new(RefusalKind.Invalid, code, text, args, field);

    public static Refusal Conflict(string code, string text, params object[] args) => new(RefusalKind.Conflict, code, text, args);

    public static Refusal NotFound() => new(RefusalKind.NotFound, "not-found", "見つかりません。", []);

    public static Refusal Stale() => new(RefusalKind.Stale, "stale",
        "この画面を開いたあとに、ほかの人が内容を変更しました。入力した内容は残っています。最新の内容を確認して、もう一度保存してください。", []);
}

/// <summary>Done, or a list of reasons why not. Handlers return it for everything a user can run into; only the unexpected throws.</summary>
public readonly struct Result
{
    private readonly Refusal[]? refusals;

    private Result(Refusal[] refusals) => this.refusals = refusals;

    public static Result Done => default;
    public IReadOnlyList<Refusal> Refusals => refusals ?? [];
    public bool Ok => refusals is null;

    public static Result No(params Refusal[] refusals) => new(refusals);

    public static implicit operator Result(Refusal refusal) => new([refusal]);
}

/// <summary>A value, or a list of reasons why there is none.</summary>
public readonly struct Result<T>
{
    private readonly Refusal[]? refusals;
    private readonly T? value;

    private Result(T value) => this.value = value;

    private Result(Refusal[] refusals) => this.refusals = refusals;

    public IReadOnlyList<Refusal> Refusals => refusals ?? [];
    public bool Ok => refusals is null;

    /// <exception cref="InvalidOperationException">There are refusals: check <see cref="Ok"/> first.</exception>
    public T Value => Ok ? value! : throw new InvalidOperationException($"Refused: {refusals![0].Code}");

    /// <summary>For a value that may be null or whose type is an interface; others convert by themselves.</summary>
    public static Result<T> Of(T value) => new(value);

    public static Result<T> No(IEnumerable<Refusal> refusals) => new(refusals.ToArray());

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Refusal refusal) => new([refusal]);
}
