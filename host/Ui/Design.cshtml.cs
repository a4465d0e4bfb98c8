using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Host.Ui;

/// <summary>All components in every state, for whoever works on them; not there for users.</summary>
[Requires(Act.Browse)]
public sealed class DesignModel(IHostEnvironment environment, IConfiguration configuration) : MarketplacePage
{
    public IActionResult OnGet() => environment.IsDevelopment() || configuration.GetValue<bool>("DesignPage") ? Page() : NotFound();
}
