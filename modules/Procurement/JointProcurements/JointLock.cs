using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Marketplace.Procurement;

/// <summary>Changes to one joint procurement happen one after the other: everybody who changes it or its parts takes its row lock first, and only then
/// reads. So two bodies filing at once do not refuse each other as stale, and the last contract of several knows that it is the last.</summary>
internal static class JointLock
{
    /// <summary>Opens a transaction (unless a relay opened one), locks and reads. Null where it does not exist. The caller saves, then commits.</summary>
    public static async Task<LockedJoint?> LockJoint(this ProcurementDbContext db, string publicId, CancellationToken cancel)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ids = await db.Database.SqlQuery<Guid>($"select id as \"Value\" from procurement.joint_procurement where public_id = {publicId} for update").ToListAsync(cancel);
        if (ids.Count == 1)
            return new LockedJoint(transaction, await db.Whole(ids[0], cancel), await db.DatabaseNow(cancel), db);
        await transaction.DisposeAsync();
        return null;
    }

    /// <summary>The same inside a handler's transaction, which the relay commits.</summary>
    public static async Task<JointProcurement> LockJointOf(this ProcurementDbContext db, Guid participant, CancellationToken cancel)
    {
        var ids = await db.Database.SqlQuery<Guid>($"""
            select j.id as "Value" from procurement.joint_procurement j
            where j.id = (select procurement_id from procurement.joint_participant where id = {participant}) for update
            """).ToListAsync(cancel);
        return await db.Whole(ids.Single(), cancel);
    }

    /// <summary>For a body that acts on nothing but its own part: many may do so at once, while whoever moves the joint procurement as a whole waits for them
    /// and they for it. Only that body's part is read. Null where the joint procurement or the part does not exist.</summary>
    public static async Task<LockedJoint?> LockOwnPart(this ProcurementDbContext db, string publicId, Guid body, CancellationToken cancel)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancel);
        var parts = await db.Database.SqlQuery<Guid>($"""
            with joint as (select id from procurement.joint_procurement where public_id = {publicId} for share)
            select p.id as "Value" from procurement.joint_participant p join joint j on j.id = p.procurement_id where p.body_id = {body} for update of p
            """).ToListAsync(cancel);
        if (parts.Count == 1)
            return new LockedJoint(transaction, await db.WithPart(parts[0], cancel), await db.DatabaseNow(cancel), db);
        await transaction.DisposeAsync();
        return null;
    }

    /// <summary>The same inside a handler's transaction, which the relay commits.</summary>
    public static async Task<JointProcurement> LockPart(this ProcurementDbContext db, Guid participant, CancellationToken cancel)
    {
        await db.Database.SqlQuery<Guid>($"""
            with joint as (select id from procurement.joint_procurement where id = (select procurement_id from procurement.joint_participant where id = {participant}) for share)
            select p.id as "Value" from procurement.joint_participant p join joint j on j.id = p.procurement_id where p.id = {participant} for update of p
            """).ToListAsync(cancel);
        return await db.WithPart(participant, cancel);
    }

    private static Task<JointProcurement> WithPart(this ProcurementDbContext db, Guid participant, CancellationToken cancel) =>
        db.Set<JointProcurement>().Include(j => j.Participants.Where(p => p.Id == participant)).SingleAsync(j => j.Participants.Any(p => p.Id == participant), cancel);

    // After the lock and in a statement of its own: a statement that waited for the lock would still see the rows of before.
    private static Task<JointProcurement> Whole(this ProcurementDbContext db, Guid id, CancellationToken cancel) =>
        db.Set<JointProcurement>().Include(j => j.Participants).SingleAsync(j => j.Id == id, cancel);
}

/// <summary>A joint procurement under its lock, and the database's time at which the request began.</summary>
internal sealed record LockedJoint(IDbContextTransaction Transaction, JointProcurement Joint, DateTimeOffset Now, ProcurementDbContext Db) : IAsyncDisposable
{
    /// <summary>Saves and commits; a refusal leaves everything as it was.</summary>
    public async Task<Result> Save(CancellationToken cancel)
    {
        var saved = await Db.Save(cancel);
        if (saved.Ok)
            await Transaction.CommitAsync(cancel);
        return saved;
    }

    public ValueTask DisposeAsync() => Transaction.DisposeAsync();
}
