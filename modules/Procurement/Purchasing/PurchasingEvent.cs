using System.Text.Json.Serialization;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>What became of a command, as the journal keeps it. Names and fields are stored: add, never rename. Each carries its year and line,
/// so that a line's history can be read without the rest of the account.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Allotted), "allotted")]
[JsonDerivedType(typeof(Encumbered), "encumbered")]
[JsonDerivedType(typeof(EncumbranceChanged), "changed")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Paid), "paid")]
[JsonDerivedType(typeof(Refused), "refused")]
internal abstract record PurchasingEvent(FiscalYear Year, string Line);

/// <summary>配当. The first one of a line opens it under that name.</summary>
internal sealed record Allotted(FiscalYear Year, string Line, string Name, Money Amount) : PurchasingEvent(Year, Line);

/// <summary>支出負担行為.</summary>
internal sealed record Encumbered(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>変更: the whole encumbrance (outstanding, accepted and paid) went from one amount to another.</summary>
internal sealed record EncumbranceChanged(FiscalYear Year, string Line, Guid EncumbranceId, Money From, Money To, string Subject) : PurchasingEvent(Year, Line);

/// <summary>取消: that much of the encumbrance went back to the line.</summary>
internal sealed record Released(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>検収.</summary>
internal sealed record Accepted(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>支払.</summary>
internal sealed record Paid(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject) : PurchasingEvent(Year, Line);

/// <summary>An encumbrance (or its change) was refused for good; kept so that the same operation gets the same answer after any crash.</summary>
/// <param name="Amount">What was asked for.</param>
/// <param name="Args">Values of the refusal's text, as text so that they come back as they were.</param>
internal sealed record Refused(FiscalYear Year, string Line, Guid EncumbranceId, Money Amount, string Subject, string Code, string Text, string[] Args)
    : PurchasingEvent(Year, Line)
{
    public Refusal ToRefusal() => Refusal.Conflict(Code, Text, [.. Args]);
}
