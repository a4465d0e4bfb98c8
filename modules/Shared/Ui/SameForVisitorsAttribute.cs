namespace Marketplace.Shared.Ui;

/// <summary>A page that shows every visitor who is not signed in the same, by nothing but its address and language; the host may give it again for a second.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SameForVisitorsAttribute : Attribute;
