using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

/// <summary>What the pages of one joint procurement share: they show it as the actor may see it, or are not found.</summary>
public abstract class JointPage : MarketplacePage
{
    /// <summary>Public id, from the address.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string JointId { get; set; } = "";

    internal JointView View { get; private set; } = null!;

    /// <summary>Why the page's act cannot be done now; the form is then left out.</summary>
    internal Refusal? Closed { get; set; }

    /// <summary>Reads what is shown; false where there is no such joint procurement.</summary>
    protected Task<bool> Load() => Load(ownPartOnly: false);

    /// <inheritdoc cref="Load()"/>
    /// <param name="ownPartOnly">The page needs nothing of the other bodies.</param>
    protected async Task<bool> Load(bool ownPartOnly)
    {
        if (await Service<JointReads>().Show(JointId, Cancel, ownPartOnly) is not { } view)
            return false;
        View = view;
        return true;
    }

    /// <summary>Back to the joint procurement, saying what happened.</summary>
    protected IActionResult Done(string flash)
    {
        Flash(flash);
        return LocalRedirect($"/joint/{JointId}");
    }
}
