using Marketplace.Shared;

namespace Marketplace.Certification;

/// <param name="Version">Of the application whose answers were checked.</param>
internal sealed record SubmitApplication(uint Version);

/// <summary>What a submission needs.</summary>
internal static class Submitting
{
    public static bool HasSecurityProof(IEnumerable<Proof> proofs, DateOnly today) => proofs.Any(p => !p.IsStruckOut && p.ProvesSecurity && p.View().ValidOn(today));

    /// <summary>What is missing; the fields are the sections' ids on the page that checks the answers, where the link to the remedy stands.</summary>
    public static IEnumerable<Refusal> Missing(VendorApplication application, IEnumerable<Proof> proofs, DateOnly today)
    {
        if (!application.Company.IsComplete)
            yield return Refusal.Conflict("company-incomplete", "事業者の情報に、まだ入力していない必須の項目があります。") with { Field = Questions.Company.Key };
        if (!application.Declaration.IsComplete)
            yield return Refusal.Conflict("declaration-incomplete", "誓約と申告に、まだ答えていない項目があります。すべて誓約しないと申請できません。") with { Field = Questions.Declaration.Key };
        if (!HasSecurityProof(proofs, today))
            yield return Refusal.Conflict("no-valid-proof", "今日の時点で有効な情報セキュリティの証明書（ISMAP、ISMS、プライバシーマーク、SOC 2）が1件もありません。登録してから申請してください。") with { Field = Questions.Proofs };
    }
}

/// <summary>Locks the application and hands it to the reviewers. Sent twice, it is submitted once.</summary>
internal sealed class SubmitApplicationHandler(CertificationDbContext db, OwnApplication own, TimeProvider time)
{
    public async Task<Result> Handle(SubmitApplication command, CancellationToken cancel)
    {
        var application = await own.Open(cancel);
        if (application.State == ApplicationState.Submitted)
            return Result.Done;
        var proofs = await own.Proofs(cancel);
        if (Submitting.Missing(application, proofs, time.JapanToday()).ToArray() is { Length: > 0 } missing)
            return Result.No(missing);
        db.ExpectIfKnown(application, command.Version);
        var now = time.GetUtcNow();
        if (application.Submit(now) is { Ok: false } refused)
            return refused;
        db.Submissions.Add(Submission.Of(application, application.Content(proofs), now));
        db.History.Add(HistoryLine.Of(application.Id, Happening.Submitted, db.Actor, now));
        return await db.Save(cancel);
    }
}
