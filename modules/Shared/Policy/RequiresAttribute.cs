using Microsoft.AspNetCore.Authorization;

namespace Marketplace.Shared;

/// <summary>Declares the act that a page model or endpoint performs. A route without it is refused to everybody.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Act act) : Attribute, IAuthorizationRequirementData, IAuthorizeData
{
    public Act Act => act;

    string? IAuthorizeData.Policy { get; set; }
    string? IAuthorizeData.Roles { get; set; }
    string? IAuthorizeData.AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new ActRequirement(act)];
}

/// <summary>The act asked for, checked by <see cref="ActHandler"/> against <see cref="PolicyTable"/>.</summary>
public sealed record ActRequirement(Act Act) : IAuthorizationRequirement;

/// <summary>The one place that enforces the policy table.</summary>
public sealed class ActHandler : AuthorizationHandler<ActRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActRequirement requirement)
    {
        if (Actor.From(context.User).May(requirement.Act))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
