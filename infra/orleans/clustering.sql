-- Membership of the purchasing silos, in a schema and role of its own. Run by the verb `migrate`; a database administrator may run it beforehand
-- (psql -f) where the program's role may not create roles. It can be run again at any time.
-- Orleans looks its queries up in OrleansQuery by these keys and passes and reads values by these names: the contract is upstream's script
-- src/AdoNet/Orleans.Clustering.AdoNet/PostgreSQL-Clustering.sql at the package's release (10.4). Compare the two at every upgrade of the package.
-- Each query is one statement, so that the table's version and the silo's row change together or not at all.

do $$
begin
  if not exists (select from pg_roles where rolname = 'marketplace_orleans') then
    begin
      create role marketplace_orleans nologin;
    exception when duplicate_object or unique_violation then null; -- another database of this server was quicker
    end;
  end if;
  if not pg_has_role(current_user, 'marketplace_orleans', 'member') then
    execute format('grant marketplace_orleans to %I', current_user);
  end if;
end $$;

create schema if not exists orleans authorization marketplace_orleans;
set local role marketplace_orleans;
set local search_path = orleans;

create table if not exists OrleansQuery (
    QueryKey varchar(64) not null constraint OrleansQuery_Key primary key,
    QueryText varchar(8000) not null
);

create table if not exists OrleansMembershipVersionTable (
    DeploymentId varchar(150) not null constraint PK_OrleansMembershipVersionTable_DeploymentId primary key,
    Timestamp timestamptz(3) not null default now(),
    Version integer not null default 0
);

create table if not exists OrleansMembershipTable (
    DeploymentId varchar(150) not null constraint FK_MembershipTable_MembershipVersionTable_DeploymentId references OrleansMembershipVersionTable,
    Address varchar(45) not null,
    Port integer not null,
    Generation integer not null,
    SiloName varchar(150) not null,
    HostName varchar(150) not null,
    Status integer not null,
    ProxyPort integer,
    SuspectTimes varchar(8000),
    StartTime timestamptz(3) not null,
    IAmAliveTime timestamptz(3) not null,
    constraint PK_MembershipTable_DeploymentId primary key (DeploymentId, Address, Port, Generation)
);

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', '
    with made as (insert into OrleansMembershipVersionTable (DeploymentId) values (@DeploymentId) on conflict do nothing returning 1)
    select count(*)::integer from made'),
('InsertMembershipKey', '
    with turn as (
        update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
        where DeploymentId = @DeploymentId and Version = @Version and not exists (
            select from OrleansMembershipTable m
            where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
        returning 1),
    made as (
        insert into OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
        select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from turn
        returning 1)
    select count(*)::integer from made'),
('UpdateMembershipKey', '
    with turn as (
        update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
        where DeploymentId = @DeploymentId and Version = @Version and exists (
            select from OrleansMembershipTable m
            where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation)
        returning 1),
    changed as (
        update OrleansMembershipTable m set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime from turn
        where m.DeploymentId = @DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
        returning 1)
    select count(*)::integer from changed'),
('UpdateIAmAlivetimeKey', '
    update OrleansMembershipTable set IAmAliveTime = @IAmAliveTime
    where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation'),
('MembershipReadRowKey', '
    select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
    from OrleansMembershipVersionTable v left join OrleansMembershipTable m
        on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
    where v.DeploymentId = @DeploymentId'),
('MembershipReadAllKey', '
    select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
    from OrleansMembershipVersionTable v left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
    where v.DeploymentId = @DeploymentId'),
('DeleteMembershipTableEntriesKey', '
    with gone as (delete from OrleansMembershipTable where DeploymentId = @DeploymentId)
    delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId'),
('GatewaysQueryKey', '
    select Address, ProxyPort, Generation from OrleansMembershipTable where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0'),
('CleanupDefunctSiloEntriesKey', '
    delete from OrleansMembershipTable where DeploymentId = @DeploymentId and IAmAliveTime < @IAmAliveTime and Status <> 3')
on conflict (QueryKey) do update set QueryText = excluded.QueryText where OrleansQuery.QueryText <> excluded.QueryText;
