using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>Something asked of a purchasing account.</summary>
/// <param name="OperationId">Made and kept by the caller; the same id asked again is answered with the first outcome. The refusal of an
/// <see cref="Encumber"/> or <see cref="ChangeEncumbrance"/> is an outcome too: whoever tries again after more money was allotted asks with a new id.
/// Refusals of the other commands, and of malformed ones, leave no trace: asked again, they are decided anew.</param>
/// <param name="On">The day it counts for, in Japan.</param>
/// <param name="By">Who asked, for the account's history: a person's name, or the system's handler.</param>
public abstract record PurchasingCommand(Guid OperationId, DateOnly On, string By);

/// <summary>配当: gives a budget line (more) money. A new line is opened with its name.</summary>
public sealed record Allot(Guid OperationId, DateOnly On, string By, FiscalYear Year, string Line, string Name, Money Amount) : PurchasingCommand(OperationId, On, By);

/// <summary>支出負担行為: binds money of a line for a contract or joint commitment.</summary>
/// <param name="EncumbranceId">Named by the caller (the case's, participant's or contract's id); unique within the account.</param>
/// <param name="Subject">What it is for, in words, for the history.</param>
public sealed record Encumber(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, FiscalYear Year, string Line, Money Amount, string Subject)
    : PurchasingCommand(OperationId, On, By);

/// <summary>変更: raises or lowers an encumbrance to a new amount, not below what is accepted of it.</summary>
public sealed record ChangeEncumbrance(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, Money NewAmount) : PurchasingCommand(OperationId, On, By);

/// <summary>取消: gives back what is not yet accepted of an encumbrance.</summary>
public sealed record Release(Guid OperationId, DateOnly On, string By, Guid EncumbranceId) : PurchasingCommand(OperationId, On, By);

/// <summary>検収: a part (or all) of an encumbrance was delivered and accepted.</summary>
public sealed record Accept(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, Money Amount) : PurchasingCommand(OperationId, On, By);

/// <summary>支払: a part (or all) of what was accepted was paid.</summary>
public sealed record RecordPayment(Guid OperationId, DateOnly On, string By, Guid EncumbranceId, Money Amount) : PurchasingCommand(OperationId, On, By);

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
