using Marketplace.Shared;
using Npgsql;

namespace Marketplace.Catalog;

/// <summary>The database itself refuses to rewrite what was published, and an opened question set's definition.</summary>
internal sealed class ImmutableListings : IAfterMigrate
{
    public async Task Run(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            create or replace function catalog.refuse_change() returns trigger language plpgsql as $$
            begin raise exception '% of % is refused: what was published is immutable', tg_op, tg_table_name using errcode = 'MP001'; end $$;
            create or replace trigger entry_version_immutable before update or delete on catalog.entry_version for each row execute function catalog.refuse_change();
            create or replace trigger offer_edition_immutable before update or delete on catalog.offer_edition for each row execute function catalog.refuse_change();
            create or replace trigger document_content_immutable before update on catalog.document_content for each row execute function catalog.refuse_change();
            create or replace trigger document_kept before delete on catalog.document for each row when (old.published_at is not null) execute function catalog.refuse_change();
            create or replace function catalog.keep_published_content() returns trigger language plpgsql as $$
            begin
                if exists (select from catalog.document d where d.id = old.document_id and d.published_at is not null) then
                    raise exception 'the content of a published document is immutable' using errcode = 'MP001';
                end if;
                return old;
            end $$;
            create or replace trigger document_content_kept before delete on catalog.document_content for each row execute function catalog.keep_published_content();
            create or replace trigger question_set_fixed before update of definition, number on catalog.question_set for each row
                when (old.state <> 'Draft' and (old.definition <> new.definition or old.number <> new.number)) execute function catalog.refuse_change();
            create or replace trigger question_set_kept before delete on catalog.question_set for each row
                when (old.state <> 'Draft') execute function catalog.refuse_change();
            """, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
