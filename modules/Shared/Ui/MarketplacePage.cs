using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Shared.Ui;

/// <summary>Base of all page models: who acts, the words, and the one place where a <see cref="Result"/> becomes a screen.</summary>
public abstract class MarketplacePage : PageModel
{
    internal const string FlashKey = "flash";

    public Actor Actor => Service<CurrentActor>().Value;
    protected Texts T => Service<Texts>();
    protected CancellationToken Cancel => HttpContext.RequestAborted;

    /// <summary>A service of the request, so that page models need no constructor for the base.</summary>
    protected TService Service<TService>() where TService : notnull => HttpContext.RequestServices.GetRequiredService<TService>();

    /// <summary>Adds the refusals to the form at their fields; true when there were any.</summary>
    protected bool Refused(Result result) => Refused(result.Refusals);

    /// <inheritdoc cref="Refused(Result)"/>
    protected bool Refused<TValue>(Result<TValue> result) => Refused(result.Refusals);

    /// <summary>Goes on with <paramref name="ok"/>, or answers the refusal: 404, or the same page again with what was typed (422 input, 409 state, stale).</summary>
    protected IActionResult Answer(Result result, Func<IActionResult> ok) => Refused(result) ? Refusal(result.Refusals) : ok();

    /// <inheritdoc cref="Answer(Result,Func{IActionResult})"/>
    protected IActionResult Answer<TValue>(Result<TValue> result, Func<TValue, IActionResult> ok) => Refused(result) ? Refusal(result.Refusals) : ok(result.Value);

    /// <summary>The same for pages that must load what they show: <paramref name="reload"/> runs before the page is shown again.</summary>
    protected Task<IActionResult> Answer(Result result, Func<IActionResult> ok, Func<Task> reload) =>
        Refused(result) ? Reloaded(result.Refusals, reload) : Task.FromResult(ok());

    /// <inheritdoc cref="Answer(Result,Func{IActionResult},Func{Task})"/>
    protected Task<IActionResult> Answer<TValue>(Result<TValue> result, Func<TValue, IActionResult> ok, Func<Task> reload) =>
        Refused(result) ? Reloaded(result.Refusals, reload) : Task.FromResult(ok(result.Value));

    /// <summary>Shows the same page with what was typed: after <c>!ModelState.IsValid</c>.</summary>
    protected IActionResult Again(int status = StatusCodes.Status422UnprocessableEntity)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    /// <summary>Says once, on the next page shown, what happened, who was told and what comes next.</summary>
    protected void Flash(string text) => TempData[FlashKey] = text;

    /// <inheritdoc cref="Refused(Result)"/>
    protected bool Refused(IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
            ModelState.AddModelError(refusal.Field ?? "", T[refusal]);
        // ModelState forgets the order; the summary keeps the handler's, which is the form's.
        HttpContext.Items[ErrorsTagHelper.OrderItem] = refusals.Select(r => r.Field ?? "").ToList();
        if (refusals.Any(r => r.Kind == RefusalKind.Stale))
            HttpContext.Items[VersionTagHelper.StaleItem] = true;
        return refusals.Count > 0;
    }

    private IActionResult Refusal(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Any(r => r.Kind == RefusalKind.NotFound))
            return NotFound();
        return Again(refusals.All(r => r.Kind == RefusalKind.Invalid) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    }

    private async Task<IActionResult> Reloaded(IReadOnlyList<Refusal> refusals, Func<Task> reload)
    {
        if (refusals.Any(r => r.Kind == RefusalKind.NotFound))
            return NotFound();
        await reload();
        return Refusal(refusals);
    }
}
