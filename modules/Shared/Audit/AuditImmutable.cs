using Npgsql;

namespace Marketplace.Shared;

/// <summary>The database itself refuses to rewrite the trail: audit rows take a seal once and nothing else, blocks take nothing.</summary>
internal sealed class AuditImmutable : IAfterMigrate
{
    public async Task Run(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            create or replace function shared.refuse_change() returns trigger language plpgsql as $$
            begin raise exception '% of % is refused: rows there are immutable', tg_op, tg_table_name using errcode = 'MP001'; end $$;
            create or replace function shared.only_seal() returns trigger language plpgsql as $$
            begin
                if old.block is not null or to_jsonb(new) - 'block' - 'hash' is distinct from to_jsonb(old) - 'block' - 'hash' then
                    raise exception 'audit row % is immutable', old.sequence using errcode = 'MP001';
                end if;
                return new;
            end $$;
            create or replace trigger audit_only_seal before update on shared.audit for each row execute function shared.only_seal();
            create or replace trigger audit_no_delete before delete on shared.audit for each row execute function shared.refuse_change();
            create or replace trigger audit_block_immutable before update or delete on shared.audit_blocks for each row execute function shared.refuse_change();
            """, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
