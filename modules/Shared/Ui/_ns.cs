namespace Marketplace.Shared.Ui;

internal static class Namespace;
