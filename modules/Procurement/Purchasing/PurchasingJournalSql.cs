using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Procurement;

/// <summary>The database itself refuses to rewrite a journal.</summary>
internal sealed class PurchasingJournalSql : IAfterMigrate
{
    public async Task Run(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            create or replace function procurement.refuse_change() returns trigger language plpgsql as $$
            begin raise exception '% of % is refused: a purchasing journal only grows', tg_op, tg_table_name using errcode = 'MP001'; end $$;
            create or replace trigger purchasing_journal_immutable before update or delete on procurement.purchasing_journal
                for each row execute function procurement.refuse_change();
            """, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
