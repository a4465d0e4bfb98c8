using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

/// <summary>A business category (業務分類): a group with a two-digit code or a leaf with four, under its group.</summary>
internal sealed class Category
{
    private Category()
    {
    }

    public string Code { get; private set; } = "";
    public string Ja { get; private set; } = "";
    public string En { get; private set; } = "";

    /// <summary>Code of the group; null for a group.</summary>
    public string? Parent { get; private set; }

    public static Category Of(string code, string? parent) => new() { Code = code, Parent = parent };

    public void Name(string ja, string en) => (Ja, En) = (ja, en);

    public CategoryView View() => new(Code, Ja, En, Parent);
}

internal sealed class CategoryMap : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> b)
    {
        b.ToTable("category");
        b.HasKey(x => x.Code);
        b.Property(x => x.Code).HasMaxLength(4);
        b.HasOne<Category>().WithMany().HasForeignKey(x => x.Parent);
    }
}
