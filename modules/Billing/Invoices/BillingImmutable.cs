using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Billing;

/// <summary>The database itself refuses to rewrite an issued invoice (only its state may move) and to change or remove ledger entries and payment records.</summary>
internal sealed class BillingImmutable : IAfterMigrate
{
    public async Task Run(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            create or replace function billing.refuse_change() returns trigger language plpgsql as $$
            begin raise exception '% of billing.% is refused: rows there are immutable', tg_op, tg_table_name using errcode = 'MP001'; end $$;
            create or replace function billing.only_state() returns trigger language plpgsql as $$
            begin
                if to_jsonb(new) - '{state,ordered_on,paid_on,paid_at}'::text[] is distinct from to_jsonb(old) - '{state,ordered_on,paid_on,paid_at}'::text[] then
                    raise exception 'invoice % is issued; its content is immutable', old.number using errcode = 'MP001';
                end if;
                return new;
            end $$;
            create or replace trigger invoice_only_state before update on billing.invoice for each row execute function billing.only_state();
            create or replace trigger invoice_no_delete before delete on billing.invoice for each row execute function billing.refuse_change();
            create or replace trigger ledger_immutable before update or delete on billing.ledger_entry for each row execute function billing.refuse_change();
            create or replace trigger payment_immutable before update or delete on billing.payment_record for each row execute function billing.refuse_change();
            """, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
