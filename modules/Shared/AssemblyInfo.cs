using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Marketplace.Host")]
