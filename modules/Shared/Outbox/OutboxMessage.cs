using System.Text.Json;

namespace Marketplace.Shared;

/// <summary>Something that happened in a module and that others may want to know. Events are records in Shared/Contracts; their type name is their wire name.</summary>
#pragma warning disable CA1040 // A marker is what it is for: only events can be published.
public interface IEvent;
#pragma warning restore CA1040

/// <summary>An event on its way. Written in the commit of what happened, done when every handler's inbox has it.</summary>
[Derived]
public sealed class OutboxMessage
{
    public Guid Id { get; init; }
    public required string Type { get; init; }
    public required string Payload { get; init; }
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>How often a handler failed.</summary>
    public int Attempts { get; init; }

    /// <summary>How often whoever held it vanished without an answer (killed, or slower than its lease).</summary>
    public int LostLeases { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? LeasedUntil { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Set when the attempts are used up; waits for the operator's retry.</summary>
    public DateTimeOffset? ParkedAt { get; init; }

    /// <summary>What went wrong the last time: handler and message, no personal data.</summary>
    public string? Error { get; init; }

    public static OutboxMessage Of(IEvent happened, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Type = happened.GetType().Name,
        Payload = JsonSerializer.Serialize(happened, happened.GetType(), JsonSerializerOptions.Web),
        OccurredAt = now,
        DueAt = now,
    };
}

/// <summary>That a handler has handled a message: written in the handler's own commit, so a repeat finds it.</summary>
[Derived]
public sealed class InboxRow
{
    public Guid MessageId { get; init; }
    public required string Handler { get; init; }
    public DateTimeOffset HandledAt { get; init; }
}
