using System.Text.Json.Serialization;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>What became of a command, as the journal keeps it. Names and fields are stored: add, never rename. Each carries its year and line,
/// so that a line's history can be read without the rest of the account; the line is empty where an event concerns none.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Appropriated), "appropriated")]
[JsonDerivedType(typeof(Allotted), "allotted")]
[JsonDerivedType(typeof(TransferredOut), "transferred-out")]
[JsonDerivedType(typeof(TransferredIn), "transferred-in")]
[JsonDerivedType(typeof(Reduced), "reduced")]
[JsonDerivedType(typeof(CarriedOut), "carried-out")]
[JsonDerivedType(typeof(CarriedIn), "carried-in")]
[JsonDerivedType(typeof(LineClosed), "line-closed")]
[JsonDerivedType(typeof(OrdinanceAdopted), "ordinance-adopted")]
[JsonDerivedType(typeof(DebtAuthorised), "debt-authorised")]
[JsonDerivedType(typeof(Reserved), "reserved")]
[JsonDerivedType(typeof(Unreserved), "unreserved")]
[JsonDerivedType(typeof(Encumbered), "encumbered")]
[JsonDerivedType(typeof(LaterYearsPromised), "later-years-promised")]
[JsonDerivedType(typeof(EncumbranceChanged), "changed")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Paid), "paid")]
[JsonDerivedType(typeof(Refused), "refused")]
internal abstract record PurchasingEvent(FiscalYear Year, string Line);

/// <summary>議決. The first one of a line opens it.</summary>
internal sealed record Appropriated(FiscalYear Year, string Line, string Name, Fund Fund, Money Amount) : PurchasingEvent(Year, Line);

/// <summary>配当. The first one of a line opens it under that name.</summary>
internal sealed record Allotted(FiscalYear Year, string Line, string Name, Money Amount) : PurchasingEvent(Year, Line);

/// <summary>流用 to another line.</summary>
internal sealed record TransferredOut(FiscalYear Year, string Line, string To, Money Amount, string Reason) : PurchasingEvent(Year, Line);

/// <summary>流用 from another line.</summary>
internal sealed record TransferredIn(FiscalYear Year, string Line, string From, Money Amount, string Reason) : PurchasingEvent(Year, Line);

/// <summary>減額, of which <paramref name="FromAllotment"/> had been allotted.</summary>
internal sealed record Reduced(FiscalYear Year, string Line, Money Amount, Money FromAllotment, string Reason) : PurchasingEvent(Year, Line);

/// <summary>繰越 to the next year; with an encumbrance, its outstanding part went along.</summary>
internal sealed record CarriedOut(FiscalYear Year, string Line, Money Amount, CarryOverKind Kind, Guid? EncumbranceId, string Reason) : PurchasingEvent(Year, Line);

/// <summary>繰越 from the year before. The first one of a line opens it.</summary>
internal sealed record CarriedIn(FiscalYear Year, string Line, string Name, Fund Fund, Money Amount, CarryOverKind Kind, Guid? EncumbranceId, string Subject)
    : PurchasingEvent(Year, Line);

/// <summary>The year is closed for this line; that much was 不用.</summary>
internal sealed record LineClosed(FiscalYear Year, string Line, Money Unused) : PurchasingEvent(Year, Line);

/// <summary>長期継続契約条例.</summary>
internal sealed record OrdinanceAdopted(FiscalYear Year, string Line, string Name, int MaxYears) : PurchasingEvent(Year, Line);

/// <summary>債務負担行為.</summary>
internal sealed record DebtAuthorised(FiscalYear Year, string Line, Guid AuthorityId, string Subject, YearAmount[] Limits) : PurchasingEvent(Year, Line);

/// <summary>執行伺.</summary>
internal sealed record Reserved(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>What was reserved went back to the line.</summary>
internal sealed record Unreserved(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>支出負担行為; whatever was reserved under the id is used up by it.</summary>
internal sealed record Encumbered(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>What the contract binds in later years, beside the <see cref="Encumbered"/> of its first.</summary>
internal sealed record LaterYearsPromised(FiscalYear Year, string Line, Guid EncumbranceId, LaterYears Later) : PurchasingEvent(Year, Line);

/// <summary>変更: the whole encumbrance (outstanding, accepted and paid) went from one amount to another.</summary>
internal sealed record EncumbranceChanged(FiscalYear Year, string Line, Guid EncumbranceId, Money From, Money To, string Subject) : PurchasingEvent(Year, Line);

/// <summary>取消: that much of the encumbrance went back to the line; unless <paramref name="KeepsLater"/>, later years are promised no more.</summary>
internal sealed record Released(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject, bool KeepsLater = false) : PurchasingEvent(Year, Line);

/// <summary>検収.</summary>
internal sealed record Accepted(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>支払.</summary>
internal sealed record Paid(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>A reservation, an encumbrance or its change was refused for good; kept so that the same operation gets the same answer after any crash.</summary>
/// <param name="Amount">What was asked for.</param>
/// <param name="Args">Values of the refusal's text, as text so that they come back as they were.</param>
internal sealed record Refused(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject, string Code, string Text, string[] Args)
    : PurchasingEvent(Year, Line)
{
    public Refusal ToRefusal() => Refusal.Conflict(Code, Text, [.. Args]);
}
