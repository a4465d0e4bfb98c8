namespace Marketplace.Shared.Ui;

/// <summary>One step of the breadcrumb, set by a page: <c>ViewData["Crumbs"] = new Crumb[] { new("案件", "/cases") };</c>
/// The layout puts the start page before them and the page's title after them.</summary>
public sealed record Crumb(string Text, string Url);
