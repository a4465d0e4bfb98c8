using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>A reviewer's look at a proof after the fact: it stands, or it is struck out.</summary>
/// <param name="Version">Of the proof as the reviewer saw it.</param>
internal sealed record ReviewProof(string VendorPublicId, string ProofPublicId, uint Version, bool? Stands, string Reason);

internal sealed class ReviewProofHandler(CertificationDbContext db, StandingChange standing, TimeProvider time)
{
    public async Task<Result> Handle(ReviewProof command, CancellationToken cancel)
    {
        var application = await db.Applications.SingleOrDefaultAsync(a => a.PublicId == command.VendorPublicId && a.Submissions > 0, cancel);
        var proof = application is null ? null : await db.Proofs.SingleOrDefaultAsync(p => p.PublicId == command.ProofPublicId && p.VendorId == application.Id, cancel);
        if (application is null || proof is null)
            return Refusal.NotFound();
        if (command.Stands is not { } stands)
            return Refusal.Invalid("Input.Stands", "decision", "決定を選んでください。");
        if (proof.Review == (stands ? ProofReview.Confirmed : ProofReview.StruckOut))
            return Result.Done;
        if (!application.IsPublic)
            return Refusal.Conflict("other-state", "この申請の状態が変わっているため、その決定はできません。最新の状態を確かめてください。");
        if (proof.Version != command.Version)
            return Refusal.Stale();
        var now = time.GetUtcNow();
        if (stands)
        {
            proof.Confirm();
            db.History.Add(HistoryLine.Of(application.Id, Happening.ProofConfirmed, db.Actor, now, proof.Title()));
            return await db.Save(cancel);
        }

        var reason = Typed.Text(command.Reason);
        if (reason.Length is 0 or > DecideApplicationHandler.LongestComment)
            return Refusal.Invalid("Input.Reason", "reason-required", "抹消の理由を{0}文字以内で入力してください。事業者に表示されます。", DecideApplicationHandler.LongestComment);
        proof.StrikeOut(reason);
        application.TouchProofs(now);
        db.History.Add(HistoryLine.Of(application.Id, Happening.ProofStruckOut, db.Actor, now, $"{proof.Title()}：{reason}"));
        return await standing.Save(application, cancel);
    }
}
