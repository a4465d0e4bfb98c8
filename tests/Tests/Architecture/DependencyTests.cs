using System.Xml.Linq;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>Host → modules → Shared; a module never references a module; an engine references only its own module.</summary>
[Trait("Kind", "Fast")]
public sealed class DependencyTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Modules => [.. Directory.GetFiles(Path.Combine(Root, "modules"), "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root, f))];

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_references_only_what_it_may(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project).Replace("Marketplace.", "", StringComparison.Ordinal);
        string[] allowed = name switch
        {
            "Shared" => [],
            _ when name.Contains('.', StringComparison.Ordinal) => [name.Split('.')[0]],
            _ => ["Shared"],
        };
        var references = XDocument.Load(Path.Combine(Root, project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')).Replace("Marketplace.", "", StringComparison.Ordinal));
        Assert.Equal(allowed, references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_module_shows_the_world_little_besides_its_pages()
    {
        foreach (var module in new[] { typeof(Marketplace.Accounts.AccountsModule), typeof(Marketplace.Catalog.CatalogModule), typeof(Marketplace.Certification.CertificationModule), typeof(Marketplace.Procurement.ProcurementModule), typeof(Marketplace.Billing.BillingModule) })
        {
            var shown = module.Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(Microsoft.EntityFrameworkCore.DbContext)) || t.IsAssignableTo(typeof(Entity))).Select(t => t.FullName);
            Assert.Empty(shown);
        }
    }

    [Fact]
    public void Events_have_names_of_their_own() =>
        Assert.Empty(typeof(IEvent).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IEvent)) && !t.IsAbstract).GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));

    internal static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Marketplace.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
