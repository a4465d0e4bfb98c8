using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Shared;

/// <summary>Handles one kind of event in its own module's context. The relay opens the transaction, writes the inbox row, calls this, saves and commits.
/// Throw to be called again later (with back-off); the order of events is not promised.</summary>
public interface IHandle<in TEvent>
    where TEvent : IEvent
{
    Task Handle(TEvent happened, CancellationToken cancel);
}

/// <summary>The event's time has not come: something else must happen first, which may take people days. It is tried again like any fault, but never
/// parked. It is counted among the waiting messages, not as lag.</summary>
public sealed class NotYetException(string message) : Exception(message);

/// <summary>One subscription: which handler gets which event, in which module's context.</summary>
public sealed record EventSubscription(string EventType, string Handler, Type Context, Func<IServiceProvider, string, CancellationToken, Task> Invoke);

/// <summary>Registers handlers.</summary>
public static class HandlerServices
{
    /// <summary>Subscribes <typeparamref name="THandler"/> to <typeparamref name="TEvent"/>; its inbox name is its type name, so renaming a handler re-delivers nothing old but forgets what it had.</summary>
    public static IServiceCollection AddEventHandler<TEvent, THandler, TContext>(this IServiceCollection services)
        where TEvent : IEvent
        where THandler : class, IHandle<TEvent>
        where TContext : ModuleDbContext
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(new EventSubscription(typeof(TEvent).Name, typeof(THandler).Name, typeof(TContext), (scope, payload, cancel) =>
            scope.GetRequiredService<THandler>().Handle(JsonSerializer.Deserialize<TEvent>(payload, JsonSerializerOptions.Web)!, cancel)));
    }
}
