using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>A body's approver committed it; its ceiling is to be encumbered.</summary>
internal sealed record DemandCommitted(Guid ParticipantId, int Attempt) : IEvent;

/// <summary>A body withdrew, or the joint procurement was cancelled; what that attempt encumbered is to be given back.</summary>
/// <param name="OutcomeUnknown">The attempt was still being encumbered: whether it succeeded is not known yet.</param>
internal sealed record DemandReleased(Guid ParticipantId, int Attempt, bool OutcomeUnknown) : IEvent;

/// <summary>The award fixed a body's share; its contract is to be concluded.</summary>
internal sealed record ShareDecided(Guid ParticipantId) : IEvent;
