using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Experiences;

/// <summary>What is typed into the form; checked here.</summary>
internal sealed class ExperienceInput
{
    public Guid Id { get; set; }
    public string? Since { get; set; }
    public string? Users { get; set; }
    public string? YearlyCost { get; set; }
    public bool ShowCost { get; set; }
    public string? Way { get; set; }
    public string? Good { get; set; }
    public string? Hard { get; set; }
    public bool SharesSpecification { get; set; }
    public bool TakesContact { get; set; }

    public static ExperienceInput Of(Experience e) => new()
    {
        Id = e.Id, Since = $"{e.Since}", Users = $"{e.Users}", YearlyCost = $"{e.YearlyCost.Yen}", ShowCost = e.ShowCost, Way = e.Way.ToString(), Good = e.Good, Hard = e.Hard,
        SharesSpecification = e.SharesSpecification, TakesContact = e.TakesContact,
    };
}

/// <summary>Tells of a service for the first time, or anew: a body has one experience of a service.</summary>
internal sealed record TellExperience(string Service, ExperienceInput Input);

/// <param name="Version">As the writer saw it.</param>
internal sealed record RetellExperience(string PublicId, uint Version, ExperienceInput Input);

internal sealed record WithdrawExperience(string PublicId);

/// <param name="Reply">The decision is on the vendor's reply.</param>
/// <param name="Version">As the reviewer saw it; what was changed since is not published unread.</param>
internal sealed record DecideExperience(string PublicId, uint Version, bool Reply, bool Publish, string? Comment);

internal sealed record ReplyToExperience(string PublicId, string? Text);

/// <param name="Id">Brought by the form; a second submit of it changes nothing.</param>
internal sealed record AskBody(Guid Id, string Experience, string? Text);

internal sealed record AnswerBody(string Request, string? Text);

internal sealed class ExperienceActs(CatalogDbContext db, IOrganisations organisations, TimeProvider time)
{
    /// <summary>The public id of the experience.</summary>
    public async Task<Result<string>> Handle(TellExperience command, CancellationToken cancel)
    {
        if (await db.Experiences.SingleOrDefaultAsync(e => e.Id == command.Input.Id && e.OwnerId == db.Actor.OrganisationId, cancel) is { } first)
            return first.PublicId;
        if (await db.PublishedOffers.AsNoTracking().SingleOrDefaultAsync(p => p.PublicId == command.Service, cancel) is not { } published
            || await organisations.Find(db.Actor.OrganisationId, cancel) is not { } body)
            return Refusal.NotFound();
        var told = Read(command.Input);
        if (!told.Ok)
            return Result<string>.No(told.Refusals);
        var experience = await db.Experiences.SingleOrDefaultAsync(e => e.OwnerId == body.Id && e.OfferId == published.OfferId, cancel);
        if (experience is { State: not ModerationState.Withdrawn })
            return Refusal.Conflict("told-already", "このサービスの事例は、同じ団体からもう送られています。「導入事例」の一覧から直してください。");
        if (experience is null)
            db.Experiences.Add(experience = Experience.Of(command.Input.Id, body, published.Snapshot, told.Value, time.GetUtcNow()));
        else
            experience.Tell(told.Value, body.Population ?? 0, time.GetUtcNow());
        return await db.Save(cancel) is { Ok: false } refused ? Result<string>.No(refused.Refusals) : experience.PublicId;
    }

    public async Task<Result> Handle(RetellExperience command, CancellationToken cancel)
    {
        if (await Own(command.PublicId, cancel) is not { } experience || await organisations.Find(db.Actor.OrganisationId, cancel) is not { } body)
            return Refusal.NotFound();
        var told = Read(command.Input);
        if (!told.Ok)
            return Result.No([.. told.Refusals]);
        db.Expect(experience, command.Version);
        experience.Tell(told.Value, body.Population ?? 0, time.GetUtcNow());
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(WithdrawExperience command, CancellationToken cancel)
    {
        if (await Own(command.PublicId, cancel) is not { } experience)
            return Refusal.NotFound();
        experience.Withdraw();
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(DecideExperience command, CancellationToken cancel)
    {
        if (await db.Experiences.SingleOrDefaultAsync(e => e.PublicId == command.PublicId, cancel) is not { } experience)
            return Refusal.NotFound();
        var comment = AnswerForm.Clean(command.Comment ?? "");
        if (!command.Publish && comment.Length == 0)
            return Refusal.Invalid($"Comment-{command.PublicId}", "comment-required", "差し戻すときは、どこをどう直せばよいかを入力してください。");
        if (comment.Length > Experience.LongestComment)
            return Refusal.Invalid($"Comment-{command.PublicId}", "too-long", "コメントは{0}文字以内で入力してください。", Experience.LongestComment);
        db.Expect(experience, command.Version);
        var decided = command.Reply ? experience.DecideReply(command.Publish ? null : comment) : experience.Decide(command.Publish ? null : comment, time.GetUtcNow());
        return decided.Ok ? await db.Save(cancel) : decided;
    }

    public async Task<Result> Handle(ReplyToExperience command, CancellationToken cancel)
    {
        if (await db.Experiences.SingleOrDefaultAsync(e => e.PublicId == command.PublicId && e.SellerId == db.Actor.OrganisationId, cancel) is not { } experience)
            return Refusal.NotFound();
        var text = AnswerForm.Clean(command.Text ?? "");
        if (Fault("Input.Text", text, Experience.LongestText) is { } fault)
            return fault;
        // The same text again is a second press of the button.
        if (experience.Reply == text)
            return Result.Done;
        var replied = experience.ReplyWith(text, time.GetUtcNow());
        return replied.Ok ? await db.Save(cancel) : replied;
    }

    public async Task<Result> Handle(AskBody command, CancellationToken cancel)
    {
        var experience = await db.Experiences.AsNoTracking().SingleOrDefaultAsync(e => e.PublicId == command.Experience && e.State == ModerationState.Published && e.TakesContact, cancel);
        if (experience is null || experience.OwnerId == db.Actor.OrganisationId)
            return Refusal.NotFound();
        if (await db.ContactRequests.AnyAsync(c => c.Id == command.Id, cancel))
            return Result.Done;
        var text = AnswerForm.Clean(command.Text ?? "");
        if (Fault("Input.Text", text, ContactRequest.Longest) is { } fault)
            return fault;
        db.ContactRequests.Add(ContactRequest.Of(command.Id, experience, text, db.Actor, time.GetUtcNow()));
        return await db.Save(cancel);
    }

    public async Task<Result> Handle(AnswerBody command, CancellationToken cancel)
    {
        if (await db.ContactRequests.SingleOrDefaultAsync(c => c.PublicId == command.Request && c.OwnerId == db.Actor.OrganisationId, cancel) is not { } request)
            return Refusal.NotFound();
        var text = AnswerForm.Clean(command.Text ?? "");
        if (Fault("Input.Text", text, ContactRequest.Longest) is { } fault)
            return fault;
        if (request.Answer == text)
            return Result.Done;
        var answered = request.AnswerWith(text, db.Actor, time.GetUtcNow());
        return answered.Ok ? await db.Save(cancel) : answered;
    }

    private Result<ExperienceTold> Read(ExperienceInput input)
    {
        var refusals = new List<Refusal>();
        var thisYear = time.JapanToday().Year;
        var since = Number(input.Since, "Input.Since", Experience.FirstYear, thisYear, "使い始めた年は{0}から{1}までの西暦で入力してください。");
        var users = Number(input.Users, "Input.Users", 1, Experience.MostUsers, "利用者数は{0}から{1}までの数字で入力してください。");
        var way = Enum.TryParse<WayBought>(input.Way, out var known) && Enum.IsDefined(known) ? known : (WayBought?)null;
        if (way is null)
            refusals.Add(Refusal.Invalid("Input.Way", "way-required", "契約の方法を選んでください。"));
        var cost = Number(input.YearlyCost, "Input.YearlyCost", 0, Experience.MostCost, "年間の費用は{0}から{1}までの円の数字で入力してください。");
        var (good, hard) = (AnswerForm.Clean(input.Good ?? ""), AnswerForm.Clean(input.Hard ?? ""));
        if (good.Length == 0)
            refusals.Add(Refusal.Invalid("Input.Good", "text-required", "何に使い、何がよくなったかを入力してください。"));
        foreach (var (field, text) in new[] { ("Input.Good", good), ("Input.Hard", hard) })
        {
            if (text.Length > Experience.LongestText)
                refusals.Add(Refusal.Invalid(field, "too-long", "{0}文字以内で入力してください。", Experience.LongestText));
        }

        return refusals.Count > 0 ? Result<ExperienceTold>.No(refusals)
            : new ExperienceTold((int)since!, (int)users!, new Money(cost!.Value), input.ShowCost, way!.Value, good, hard, input.SharesSpecification, input.TakesContact);

        long? Number(string? typed, string field, long least, long most, string fault)
        {
            if (Browse.SearchAddress.Number(typed, least, most) is { } number)
                return number;
            refusals.Add(Refusal.Invalid(field, "not-a-number", fault, Words(least), Words(most)));
            return null;
        }
    }

    // A year has no thousands to mark.
    private static string Words(long number) => number.ToString(number is >= 1000 and < 10_000 ? "0" : "N0", System.Globalization.CultureInfo.InvariantCulture);

    private static Refusal? Fault(string field, string text, int longest) =>
        text.Length == 0 ? Refusal.Invalid(field, "text-required", "内容を入力してください。")
        : text.Length > longest ? Refusal.Invalid(field, "too-long", "{0}文字以内で入力してください。", longest)
        : null;

    private Task<Experience?> Own(string publicId, CancellationToken cancel) =>
        db.Experiences.SingleOrDefaultAsync(e => e.PublicId == publicId && e.OwnerId == db.Actor.OrganisationId && e.State != ModerationState.Withdrawn, cancel);
}
