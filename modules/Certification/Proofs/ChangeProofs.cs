using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <param name="Id">Once-id of the form; becomes the proof's key.</param>
internal sealed record AddProof(Guid Id, ProofFacts Facts);

internal sealed record ChangeProof(string PublicId, uint Version, ProofFacts Facts);

internal sealed record RemoveProof(string PublicId);

/// <summary>Changes of the own proofs. Before the certification they only prepare the application; afterwards they count at once and wait for a reviewer's look
/// (after-the-fact review, as in the UK model: a renewed certificate must not lie idle while somebody finds the time).</summary>
internal sealed class ChangeProofsHandler(CertificationDbContext db, OwnApplication own, StandingChange standing, TimeProvider time)
{
    public async Task<Result> Handle(AddProof command, CancellationToken cancel)
    {
        if (await db.Proofs.AnyAsync(p => p.Id == command.Id, cancel))
            return Result.Done;
        var application = await own.Open(cancel);
        var proof = Proof.Of(command.Id, application.Id, command.Facts, time.GetUtcNow());
        db.Proofs.Add(proof);
        return await Save(application, proof, cancel);
    }

    public async Task<Result> Handle(ChangeProof command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, cancel) is not { } proof)
            return Refusal.NotFound();
        db.Expect(proof, command.Version);
        var same = proof.Facts() == command.Facts;
        if (proof.Change(command.Facts, time.GetUtcNow()) is { Ok: false } refused)
            return refused;
        return same ? Result.Done : await Save(await own.Open(cancel), proof, cancel);
    }

    public async Task<Result> Handle(RemoveProof command, CancellationToken cancel)
    {
        if (await Find(command.PublicId, cancel) is not { } proof)
            return Refusal.NotFound();
        db.Proofs.Remove(proof);
        return await Save(await own.Open(cancel), proof, cancel);
    }

    private Task<Proof?> Find(string publicId, CancellationToken cancel) => db.Proofs.SingleOrDefaultAsync(p => p.PublicId == publicId && p.VendorId == db.Actor.OrganisationId, cancel);

    private async Task<Result> Save(VendorApplication application, Proof proof, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (application.TouchProofs(now) is { Ok: false } refused)
            return refused;
        if (!application.IsPublic)
            return Plain(await db.Save(cancel));
        db.History.Add(HistoryLine.Of(application.Id, Happening.ProofsChanged, db.Actor, now, proof.Title()));
        return Plain(await standing.Save(application, cancel));
    }

    /// <summary>A clash of keys here is the same form sent twice at once: done.</summary>
    private static Result Plain(Result saved) => saved.Refusals.Any(r => string.Equals(r.Code, "already-done", StringComparison.Ordinal)) ? Result.Done : saved;
}
