using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Host.Ui;

/// <summary>The pages that only tell: help, glossary, accessibility, privacy, terms.</summary>
[Requires(Act.Browse)]
public sealed class InfoPageModel : MarketplacePage;
