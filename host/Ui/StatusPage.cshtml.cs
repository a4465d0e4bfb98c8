using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using System.Diagnostics;

namespace Marketplace.Host.Ui;

/// <summary>What the user reads when there is no page: re-executed by the status-code and exception middleware, for any method.</summary>
[Requires(Act.Browse), IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
public sealed class StatusPageModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    /// <summary>What the help desk asks for.</summary>
    public string Reference => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>The address that was asked for, for "sign in and come back".</summary>
    public string? Asked => HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } f ? f.OriginalPath + f.OriginalQueryString : null;

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        // A direct visit to /error/404 is itself a page that does not exist.
        Response.StatusCode = Code is >= 400 and < 600 ? Code : StatusCodes.Status404NotFound;
        Code = Response.StatusCode;
        ModelState.Clear();
    }
}
