using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Shared;

/// <summary>One change to one record: who, for which organisation, in which role, what, before and after. Written in the commit of the change;
/// a database trigger refuses to change or delete it, except for the sealer's one entry of block and hash.</summary>
[Derived]
public sealed class AuditRow
{
    public long Sequence { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? PersonId { get; init; }
    public string PersonName { get; init; } = "";
    public Guid OrganisationId { get; init; }
    public string OrganisationName { get; init; } = "";
    public string Role { get; init; } = "";
    public string Via { get; init; } = "";

    /// <summary>Table of the record, e.g. "procurement.case".</summary>
    public required string Record { get; init; }
    public required string RecordId { get; init; }

    /// <summary>added, changed or removed.</summary>
    public required string Change { get; init; }

    /// <summary>JSON object of the changed columns' former values; null for an addition.</summary>
    public string? Before { get; init; }

    /// <summary>JSON object of the changed columns' new values; null for a removal.</summary>
    public string? After { get; init; }

    /// <summary>The block that sealed it; null for at most some seconds.</summary>
    public long? Block { get; init; }

    /// <summary>SHA-256 of the row's content, entered by the sealer.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>SHA-256 over all fields but block and hash, each with its length so that no two rows can read the same.</summary>
    public byte[] ContentHash()
    {
        string?[] fields =
        [
            Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), At.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            PersonId?.ToString(), PersonName, OrganisationId.ToString(), OrganisationName, Role, Via, Record, RecordId, Change, Before, After,
        ];
        var text = new StringBuilder();
        foreach (var field in fields)
            text.Append(field?.Length ?? -1).Append(':').Append(field).Append('\n');
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>A link of the audit chain: the hash over the previous link and the rows' hashes in order.</summary>
[Derived]
public sealed class AuditBlock
{
    public long Number { get; init; }
    public DateTimeOffset SealedAt { get; init; }
    public int Rows { get; init; }
    public required byte[] Previous { get; init; }
    public required byte[] Hash { get; init; }

    internal static byte[] HashOf(long number, byte[] previous, IEnumerable<byte[]> rows)
    {
        using var hash = Begin(number, previous);
        foreach (var row in rows)
            hash.AppendData(row);
        return hash.GetHashAndReset();
    }

    /// <summary>The block's hash before its first row.</summary>
    internal static IncrementalHash Begin(long number, byte[] previous)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(number));
        hash.AppendData(previous);
        return hash;
    }
}
