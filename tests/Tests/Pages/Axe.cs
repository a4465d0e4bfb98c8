using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Marketplace.Tests.Pages;

/// <summary>axe-core in the page itself. The package's own run opens a second page to put the results of frames together; ours have none, and that page cost more
/// than the check.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>"rule: help: first elements", for each serious or critical finding of WCAG 2.2 A and AA and of axe's own best practices.</summary>
    public static async Task<string[]> Serious(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>("""
            async () => {
              const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
              if (passes.length === 0) return ['axe checked nothing'];
              return violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => `axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 2).map(n => n.html).join(' | ')}`);
            }
            """);
    }
}
