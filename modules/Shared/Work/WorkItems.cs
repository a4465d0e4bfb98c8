namespace Marketplace.Shared;

/// <summary>Something that waits for the actor, for the "やること" page: what, until when, and the link to do it. Texts are already in the request's language.</summary>
/// <param name="Subject">The thing, e.g. the case's title.</param>
/// <param name="Action">Verb of the link, e.g. "決裁する".</param>
/// <param name="Due">Last day in Japan, or null.</param>
/// <param name="Waiting">True when it waits for this actor; false for "running, waits for somebody else".</param>
public sealed record WorkItem(string Subject, string State, string Action, string Url, DateOnly? Due, bool Waiting = true);

/// <summary>Each module tells what waits for an actor in it.</summary>
public interface IWorkItems
{
    Task<IReadOnlyList<WorkItem>> For(Actor actor, CancellationToken cancel);
}

/// <summary>One row of the operator's overview: how many things are in a state, and for how much money.</summary>
/// <param name="Group">e.g. "掲載", "案件", "請求".</param>
public sealed record Figure(string Group, string State, long Count, Money? Amount = null);

/// <summary>Each module counts its own things by state.</summary>
public interface IFigures
{
    Task<IReadOnlyList<Figure>> Count(CancellationToken cancel);
}
