using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>What a reviewer can decide on a vendor.</summary>
internal enum VendorDecision
{
    /// <summary>差戻し, with at least one comment.</summary>
    Return,

    /// <summary>認証.</summary>
    Certify,

    /// <summary>停止, with a reason.</summary>
    Suspend,

    /// <summary>停止の解除.</summary>
    Reinstate,
}

/// <param name="Version">Of the application as the reviewer saw it: whoever decides second is told that it is stale.</param>
/// <param name="Comments">By question key (<see cref="Questions"/>); empty ones are left out.</param>
/// <param name="Reason">Of a suspension, or a note on lifting it.</param>
/// <param name="Until">Planned last day of a suspension, today or later, or null.</param>
internal sealed record DecideApplication(string PublicId, uint Version, VendorDecision? Decision, IReadOnlyDictionary<string, string?> Comments, string Reason, DateOnly? Until);

internal sealed class DecideApplicationHandler(CertificationDbContext db, StandingChange standing, TimeProvider time)
{
    public const int LongestComment = 1000;

    public async Task<Result<VendorApplication>> Handle(DecideApplication command, CancellationToken cancel)
    {
        var application = await db.Applications.SingleOrDefaultAsync(a => a.PublicId == command.PublicId && a.Submissions > 0, cancel);
        if (application is null)
            return Refusal.NotFound();
        if (command.Decision is not { } decision)
            return Refusal.Invalid("Input.Decision", "decision", "決定を選んでください。");
        if (application.State == Target(decision) && application.DecidedById == db.Actor.PersonId)
            return application;
        if (application.Version != command.Version)
            return Refusal.Stale();
        var now = time.GetUtcNow();
        var done = decision switch
        {
            VendorDecision.Return or VendorDecision.Certify => await Review(application, decision, command.Comments, now, cancel),
            VendorDecision.Suspend => Suspend(application, command, now),
            VendorDecision.Reinstate => Reinstate(application, command, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), decision, "Unknown decision."),
        };
        if (done.Ok)
            done = decision == VendorDecision.Return ? await db.Save(cancel) : await standing.Save(application, cancel);
        return done.Ok ? application : Result<VendorApplication>.No(done.Refusals);
    }

    private async Task<Result> Review(VendorApplication application, VendorDecision decision, IReadOnlyDictionary<string, string?> typed, DateTimeOffset now, CancellationToken cancel)
    {
        var submission = await db.Submissions.SingleAsync(s => s.VendorId == application.Id && s.Number == application.Submissions, cancel);
        var proofs = await db.Proofs.Where(p => p.VendorId == application.Id).ToListAsync(cancel);
        var known = Questions.Keys(submission.Content).ToHashSet(StringComparer.Ordinal);
        var comments = typed.Select(c => (c.Key, Text: Typed.Text(c.Value))).Where(c => c.Text.Length > 0 && known.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Text, StringComparer.Ordinal);
        if (comments.FirstOrDefault(c => c.Value.Length > LongestComment) is { Key: not null } tooLong)
            return Refusal.Invalid($"Input.Comments[{tooLong.Key}]", "too-long", "コメントは{0}文字以内で入力してください。", LongestComment);
        if (decision == VendorDecision.Return)
        {
            if (comments.Count == 0)
                return Refusal.Invalid($"Input.Comments[{Questions.Whole}]", "comment-required", "差し戻すときは、何をどう直せばよいかを、1つ以上の項目にコメントで書いてください。");
            if (application.Return(db.Actor.PersonId, now) is { Ok: false } refused)
                return refused;
        }
        else
        {
            if (!Submitting.HasSecurityProof(proofs, time.JapanToday()))
                return Refusal.Conflict("no-valid-proof", "今日の時点で有効な情報セキュリティの証明書がないため、認証できません。差し戻して、更新を求めてください。");
            if (application.Certify(db.Actor.PersonId, now) is { Ok: false } refused)
                return refused;
            proofs.ForEach(p => p.Confirm());
        }

        submission.Decide(decision == VendorDecision.Certify, comments, now);
        db.History.Add(HistoryLine.Of(application.Id, decision == VendorDecision.Certify ? Happening.Certified : Happening.Returned, db.Actor, now, comments.GetValueOrDefault(Questions.Whole, "")));
        return Result.Done;
    }

    private Result Suspend(VendorApplication application, DecideApplication command, DateTimeOffset now)
    {
        var reason = Typed.Text(command.Reason);
        if (reason.Length is 0 or > LongestComment)
            return Refusal.Invalid("Input.Reason", "reason-required", "停止の理由を{0}文字以内で入力してください。事業者に表示されます。", LongestComment);
        if (command.Until < time.JapanToday())
            return Refusal.Invalid("Input.Until", "until", "停止の予定の末日は、今日以後の日付にしてください。");
        var moved = application.Suspend(reason, command.Until, db.Actor.PersonId, now);
        if (moved.Ok)
            db.History.Add(HistoryLine.Of(application.Id, Happening.Suspended, db.Actor, now, reason));
        return moved;
    }

    private Result Reinstate(VendorApplication application, DecideApplication command, DateTimeOffset now)
    {
        var note = Typed.Text(command.Reason);
        if (note.Length > LongestComment)
            return Refusal.Invalid("Input.Reason", "too-long", "コメントは{0}文字以内で入力してください。", LongestComment);
        var moved = application.Reinstate(db.Actor.PersonId, now);
        if (moved.Ok)
            db.History.Add(HistoryLine.Of(application.Id, Happening.Reinstated, db.Actor, now, note));
        return moved;
    }

    private static ApplicationState Target(VendorDecision decision) => decision switch
    {
        VendorDecision.Return => ApplicationState.Returned,
        VendorDecision.Certify or VendorDecision.Reinstate => ApplicationState.Certified,
        VendorDecision.Suspend => ApplicationState.Suspended,
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };
}
