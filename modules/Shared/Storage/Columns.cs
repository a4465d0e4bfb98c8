using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Shared;

internal sealed class MoneyColumn() : ValueConverter<Money, long>(m => m.Yen, yen => new Money(yen));

internal sealed class FiscalYearColumn() : ValueConverter<FiscalYear, int>(y => y.Year, year => new FiscalYear(year));

internal sealed class ParsableColumn<T>() : ValueConverter<T, string>(v => v.ToString()!, s => Parse(s))
    where T : struct, IParsable<T>
{
    private static T Parse(string text) => T.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>PostgreSQL folds unquoted names to lower case; snake_case keeps SQL readable. (EFCore.NamingConventions has no release for EF 10 on the mirrors.)</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table && !entity.IsOwned())
                entity.SetTableName(Of(table));
            foreach (var property in entity.GetProperties())
            {
                // Npgsql turns a row version into the system column xmin later, and only if nobody has named it.
                if (!(property.IsConcurrencyToken && property.ClrType == typeof(uint)) && !entity.IsMappedToJson())
                    property.SetColumnName(Of(property.GetColumnName()));
            }

            if (entity.IsMappedToJson())
                continue;
            foreach (var key in entity.GetKeys())
                key.SetName(Of(key.GetName()!));
            foreach (var foreign in entity.GetForeignKeys().Where(f => f.GetConstraintName() is not null))
                foreign.SetConstraintName(Of(foreign.GetConstraintName()!));
            foreach (var index in entity.GetIndexes().Where(i => i.GetDatabaseName() is not null))
                index.SetDatabaseName(Of(index.GetDatabaseName()!));
        }
    }

    private static string Of(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
