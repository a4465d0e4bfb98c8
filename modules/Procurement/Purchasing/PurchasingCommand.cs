using System.Text.Json.Serialization;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Something asked of a purchasing account.</summary>
/// <param name="OperationId">Made and kept by the caller; the same id asked again is answered with the first outcome. The refusal of a
/// <see cref="Reserve"/>, <see cref="Encumber"/> or <see cref="ChangeEncumbrance"/> is an outcome too: whoever tries again after more money was allotted asks
/// with a new id. Refusals of the other commands, and of malformed ones, leave no trace: asked again, they are decided anew.</param>
/// <param name="On">The day it counts for, in Japan.</param>
/// <param name="By">Who asked, for the account's history: a person's name, or the system's handler.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Appropriate), "appropriate")]
[JsonDerivedType(typeof(Allot), "allot")]
[JsonDerivedType(typeof(ImportBudget), "import")]
[JsonDerivedType(typeof(Transfer), "transfer")]
[JsonDerivedType(typeof(Reduce), "reduce")]
[JsonDerivedType(typeof(CarryOver), "carry-over")]
[JsonDerivedType(typeof(CloseYear), "close-year")]
[JsonDerivedType(typeof(AdoptOrdinance), "adopt-ordinance")]
[JsonDerivedType(typeof(AuthoriseDebt), "authorise-debt")]
[JsonDerivedType(typeof(Reserve), "reserve")]
[JsonDerivedType(typeof(Encumber), "encumber")]
[JsonDerivedType(typeof(ChangeEncumbrance), "change")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Accept), "accept")]
[JsonDerivedType(typeof(RecordPayment), "pay")]
public abstract record PurchasingCommand(Guid OperationId, DateOnly On, string By)
{
    /// <summary>What it belongs to; null for the budget's own moves.</summary>
    public Reference? About { get; init; }
}

/// <summary>What a command belongs to, so that history and handover can lead there.</summary>
public sealed record Reference(ReferenceKind Kind, Guid Id);

/// <summary>Kinds of things that spend.</summary>
public enum ReferenceKind
{
    /// <summary>A procurement case (調達案件).</summary>
    Case,

    /// <summary>A body's part in a joint procurement (共同調達の参加).</summary>
    JointCommitment,

    /// <summary>A contract.</summary>
    Contract,

    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>A delivery.</summary>
    Delivery,
}

/// <summary>議決: the council voted (more) money for a line, by the original or a supplementary budget. A new line is opened with name and fund.</summary>
public sealed record Appropriate(Guid OperationId, DateOnly On, string By, FiscalYear Year, string Line, string Name, Fund Fund, Money Amount)
    : PurchasingCommand(OperationId, On, By);

/// <summary>配当: gives a budget line (more) money to spend. A new line is opened with its name.</summary>
public sealed record Allot(Guid OperationId, DateOnly On, string By, FiscalYear Year, string Line, string Name, Money Amount) : PurchasingCommand(OperationId, On, By)
{
    /// <summary>The amount is entered as voted by the same act, as bodies do that do not keep the two apart. False: only what was voted before is allotted.</summary>
    public bool Votes { get; init; } = true;

    /// <summary>財源 of a line that this opens.</summary>
    public Fund Fund { get; init; } = Fund.General;
}

/// <summary>議決 and 配当 of many lines at once, as from a file: all rows or none.</summary>
/// <param name="Rows">1 to <see cref="BudgetRow.Most"/>, one for each line.</param>
public sealed record ImportBudget(Guid OperationId, DateOnly On, string By, IReadOnlyList<BudgetRow> Rows) : PurchasingCommand(OperationId, On, By);

/// <summary>A line's part of an <see cref="ImportBudget"/>: what is newly voted for it and newly allotted to it; either may be zero, not both.</summary>
/// <param name="Name">May be empty for a line that is there.</param>
/// <param name="Fund">Of a line that this opens; must be that of a line that is there.</param>
public sealed record BudgetRow(FiscalYear Year, string Line, string Name, Fund Fund, Money Voted, Money Allotted)
{
    public const int Most = 1000;
}

/// <summary>流用: moves voted and allotted money from one line to another of the same year. Never between 款, and between 項 only where the voted budget
/// allows it (地方自治法220条2項).</summary>
/// <param name="AllowedByBudget">The budget's general provisions name this case; matters between 項 only.</param>
public sealed record Transfer(Guid OperationId, DateOnly On, string By, FiscalYear Year, string From, string To, Money Amount, string Reason, bool AllowedByBudget)
    : PurchasingCommand(OperationId, On, By);

/// <summary>減額: takes voted money back from a line (減額補正, 執行留保); first what is not yet allotted, then what is left of the allotment.</summary>
public sealed record Reduce(Guid OperationId, DateOnly On, string By, FiscalYear Year, string Line, Money Amount, string Reason) : PurchasingCommand(OperationId, On, By);

/// <summary>Kinds of 繰越.</summary>
public enum CarryOverKind
{
    /// <summary>繰越明許費 (地方自治法213条): the council voted that this may be carried over.</summary>
    Authorised,

    /// <summary>事故繰越 (220条3項): encumbered in the year and not finished by it for a reason nobody could avoid.</summary>
    Accident,

    /// <summary>継続費の逓次繰越 (212条, 施行令145条).</summary>
    Continuing,
}

/// <summary>繰越: moves money to the same line of the next year; with an encumbrance named, all that is outstanding of it and the encumbrance with it.</summary>
/// <param name="Amount">From what is left of the line; with an encumbrance it must be what is outstanding of it.</param>
/// <param name="EncumbranceId">Mandatory for 事故繰越.</param>
public sealed record CarryOver(Guid OperationId, DateOnly On, string By, FiscalYear Year, string Line, Money Amount, CarryOverKind Kind, Guid? EncumbranceId, string Reason)
    : PurchasingCommand(OperationId, On, By);

/// <summary>年度の締め: what is neither paid nor carried over becomes 不用. From the day the books close (5/31), with nothing open.</summary>
public sealed record CloseYear(Guid OperationId, DateOnly On, string By, FiscalYear Year) : PurchasingCommand(OperationId, On, By);

/// <summary>The council adopted (or changed) the ordinance on long-term contracts.</summary>
/// <param name="MaxYears">1 to 20.</param>
public sealed record AdoptOrdinance(Guid OperationId, DateOnly On, string By, string Name, int MaxYears) : PurchasingCommand(OperationId, On, By);

/// <summary>債務負担行為の議決: matter, later years and their limits.</summary>
public sealed record AuthoriseDebt(Guid OperationId, DateOnly On, string By, Guid AuthorityId, string Subject, IReadOnlyList<YearAmount> Limits)
    : PurchasingCommand(OperationId, On, By);

/// <summary>執行伺: holds money of a line for a purchase that is being decided.</summary>
/// <param name="EncumbranceId">The id under which it will be encumbered; unique within the account.</param>
public sealed record Reserve(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, FiscalYear Year, string Line, Money Amount, string Subject)
    : PurchasingCommand(OperationId, On, By);

/// <summary>支出負担行為: binds money of a line for a contract or joint commitment; what is reserved under the same id is used first. For a contract that
/// runs on, the same id is encumbered again each year with that year's part.</summary>
/// <param name="EncumbranceId">Named by the caller (the case's, participant's or contract's id); unique within the account.</param>
/// <param name="Subject">What it is for, in words, for the history.</param>
public sealed record Encumber(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, FiscalYear Year, string Line, Money Amount, string Subject)
    : PurchasingCommand(OperationId, On, By)
{
    /// <summary>What the contract binds in later years; null when it ends within <see cref="Year"/>.</summary>
    public LaterYears? Later { get; init; }
}

/// <summary>変更: raises or lowers an encumbrance's part of a year to a new amount, not below what is accepted of it.</summary>
public sealed record ChangeEncumbrance(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, Money NewAmount) : PurchasingCommand(OperationId, On, By)
{
    /// <summary>Which year's part; null for that of <see cref="PurchasingCommand.On"/>, or the last there is.</summary>
    public FiscalYear? Year { get; init; }
}

/// <summary>取消: gives back what is reserved, or not yet accepted, of an encumbrance.</summary>
public sealed record Release(Guid OperationId, DateOnly On, string By, Guid EncumbranceId) : PurchasingCommand(OperationId, On, By)
{
    /// <summary>Only this year's part. Null ends the commitment as a whole: the part of <see cref="PurchasingCommand.On"/>'s year (or the last there is)
    /// and what later years were promised.</summary>
    public FiscalYear? Year { get; init; }
}

/// <summary>検収: a part (or all) of an encumbrance was delivered and accepted; counts for the year of the day (施行令143条).</summary>
public sealed record Accept(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, Money Amount) : PurchasingCommand(OperationId, On, By);

/// <summary>支払: a part (or all) of what was accepted was paid.</summary>
public sealed record RecordPayment(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, Money Amount) : PurchasingCommand(OperationId, On, By)
{
    /// <summary>Which year's part; null for the oldest that has accepted and unpaid money.</summary>
    public FiscalYear? Year { get; init; }
}

/// <summary>Makes an operation id from what caused the operation, so that a handler called twice asks with the same id (UUIDv8 of a SHA-256).</summary>
public static class OperationIds
{
    public static Guid Of(Guid cause, string act)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{cause:N}/{act}"), hash);
        var bytes = hash[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
