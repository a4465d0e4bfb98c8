using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog.Experiences;

/// <summary>How far an experience, or a vendor's reply to one, is.</summary>
internal enum ModerationState
{
    /// <summary>There is none (of a reply only).</summary>
    None,

    /// <summary>Waits for the operator; nobody else sees it.</summary>
    Submitted,

    /// <summary>Everybody sees it.</summary>
    Published,

    /// <summary>差戻し: its author sees why and may change it and send it again.</summary>
    Returned,

    /// <summary>Taken back by its author.</summary>
    Withdrawn,
}

/// <summary>契約方法: how a body bought (地方自治法 234 条, 施行令 167 条の 2).</summary>
internal enum WayBought
{
    /// <summary>少額随意契約: below the ceiling for small contracts.</summary>
    SmallNegotiated,

    /// <summary>随意契約 for another reason that the law names.</summary>
    Negotiated,

    /// <summary>指名競争入札.</summary>
    NamedBidding,

    /// <summary>一般競争入札.</summary>
    OpenBidding,

    /// <summary>公募型プロポーザル: a contract negotiated after a contest of proposals.</summary>
    Proposal,

    /// <summary>共同調達 with other bodies.</summary>
    Joint,
}

/// <summary>What somebody of a body tells of a service it uses.</summary>
/// <param name="Since">Calendar year in which its use began.</param>
/// <param name="Users">People of the body who use it.</param>
/// <param name="YearlyCost">Yen a year, tax included.</param>
/// <param name="ShowCost">The cost may be shown to the yen; otherwise others see a band.</param>
/// <param name="Good">What it is used for and what became better.</param>
/// <param name="Hard">What was difficult; may be empty.</param>
/// <param name="SharesSpecification">仕様書 may be given to other bodies.</param>
/// <param name="TakesContact">Other bodies may ask.</param>
internal sealed record ExperienceTold(int Since, int Users, Money YearlyCost, bool ShowCost, WayBought Way, string Good, string Hard, bool SharesSpecification, bool TakesContact);

/// <summary>導入事例: a body's own words about a service it uses, one for each service. Text, no marks: what fits a town of 5,000 says nothing of a city of 500,000, and an average would hide it.
/// Public once the operator published it; changing it sends it there again. The seller may reply once, and the reply is moderated alike.</summary>
internal sealed class Experience : Entity
{
    public const int LongestText = 2000, LongestComment = 500, FirstYear = 1990, MostUsers = 1_000_000;
    public const long MostCost = 100_000_000_000;

    private Experience()
    {
    }

    public Guid OwnerId { get; private init; }
    public string BodyName { get; private init; } = "";
    public string Prefecture { get; private init; } = "";

    /// <summary>Inhabitants when it was told last.</summary>
    public int Population { get; private set; }
    public Guid OfferId { get; private init; }
    public Guid SoftwareId { get; private init; }
    public Guid SellerId { get; private init; }
    public int Since { get; private set; }
    public int Users { get; private set; }
    public Money YearlyCost { get; private set; }
    public bool ShowCost { get; private set; }
    public WayBought Way { get; private set; }
    public string Good { get; private set; } = "";
    public string Hard { get; private set; } = "";
    public bool SharesSpecification { get; private set; }
    public bool TakesContact { get; private set; }
    public ModerationState State { get; private set; }

    /// <summary>Why it was returned.</summary>
    public string Comment { get; private set; } = "";
    public DateTimeOffset ToldAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public string Reply { get; private set; } = "";
    public ModerationState ReplyState { get; private set; }
    public string ReplyComment { get; private set; } = "";
    public DateTimeOffset? RepliedAt { get; private set; }

    public static Experience Of(Guid id, OrganisationView body, OfferSnapshot offer, ExperienceTold told, DateTimeOffset now)
    {
        var experience = new Experience { Id = id, OwnerId = body.Id, BodyName = body.Name, Prefecture = body.Prefecture, OfferId = offer.OfferId, SoftwareId = offer.SoftwareId, SellerId = offer.SellerId };
        experience.Tell(told, body.Population ?? 0, now);
        return experience;
    }

    /// <summary>Tells it (anew): the operator looks at it (again), and until then nobody else sees it.</summary>
    public void Tell(ExperienceTold told, int population, DateTimeOffset now)
    {
        (Since, Users, YearlyCost, ShowCost, Way) = (told.Since, told.Users, told.YearlyCost, told.ShowCost, told.Way);
        (Good, Hard, SharesSpecification, TakesContact) = (told.Good, told.Hard, told.SharesSpecification, told.TakesContact);
        (Population, State, Comment, ToldAt) = (population, ModerationState.Submitted, "", now);
    }

    public void Withdraw() => State = ModerationState.Withdrawn;

    /// <param name="comment">Null publishes; a reason returns it.</param>
    public Result Decide(string? comment, DateTimeOffset now)
    {
        if (State != ModerationState.Submitted)
            return Refusal.Conflict("not-waiting", "この事例は審査を待っていません。一覧を読み直してください。");
        State = comment is null ? ModerationState.Published : ModerationState.Returned;
        Comment = comment ?? "";
        if (comment is null)
            PublishedAt = now;
        return Result.Done;
    }

    /// <summary>The seller's one reply; it may be changed, and then waits for the operator again.</summary>
    public Result ReplyWith(string text, DateTimeOffset now)
    {
        if (State != ModerationState.Published)
            return Refusal.NotFound();
        (Reply, ReplyState, ReplyComment, RepliedAt) = (text, ModerationState.Submitted, "", now);
        return Result.Done;
    }

    /// <inheritdoc cref="Decide"/>
    public Result DecideReply(string? comment)
    {
        if (ReplyState != ModerationState.Submitted)
            return Refusal.Conflict("not-waiting", "この返信は審査を待っていません。一覧を読み直してください。");
        (ReplyState, ReplyComment) = comment is null ? (ModerationState.Published, "") : (ModerationState.Returned, comment);
        return Result.Done;
    }

    /// <summary>Bodies between half and twice as large buy, use and pay alike.</summary>
    public bool IsAbout(int population) => population > 0 && Population >= population / 2.0 && Population <= population * 2.0;
}

/// <summary>問合せ: a body asks another about its experience. The two bodies see it and nobody else, not even the operator.</summary>
internal sealed class ContactRequest : Entity
{
    public const int Longest = 1000;

    private ContactRequest()
    {
    }

    public Guid ExperienceId { get; private init; }

    /// <summary>The body that is asked.</summary>
    public Guid OwnerId { get; private init; }
    public Guid AskerId { get; private init; }
    public string AskerName { get; private init; } = "";
    public string AskedBy { get; private init; } = "";
    public string Text { get; private init; } = "";
    public DateTimeOffset AskedAt { get; private init; }
    public string Answer { get; private set; } = "";
    public string AnsweredBy { get; private set; } = "";
    public DateTimeOffset? AnsweredAt { get; private set; }

    public static ContactRequest Of(Guid id, Experience about, string text, Actor by, DateTimeOffset now) => new()
    {
        Id = id, ExperienceId = about.Id, OwnerId = about.OwnerId, AskerId = by.OrganisationId, AskerName = by.OrganisationName, AskedBy = by.PersonName, Text = text, AskedAt = now,
    };

    /// <summary>The asked body's answer; once.</summary>
    public Result AnswerWith(string text, Actor by, DateTimeOffset now)
    {
        if (AnsweredAt is not null)
            return Refusal.Conflict("answered", "この問合せには、もう回答しています。");
        (Answer, AnsweredBy, AnsweredAt) = (text, by.PersonName, now);
        return Result.Done;
    }
}

internal sealed class ExperienceTables : IEntityTypeConfiguration<Experience>, IEntityTypeConfiguration<ContactRequest>
{
    public void Configure(EntityTypeBuilder<Experience> b)
    {
        b.ToTable("experience");
        b.Property(x => x.Version).IsRowVersion();
        b.Property(x => x.State).HasConversion<string>();
        b.Property(x => x.ReplyState).HasConversion<string>();
        b.Property(x => x.Way).HasConversion<string>();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => new { x.OwnerId, x.OfferId }).IsUnique();
        b.HasIndex(x => new { x.SoftwareId, x.State });
    }

    public void Configure(EntityTypeBuilder<ContactRequest> b)
    {
        b.ToTable("contact_request");
        b.Property(x => x.Version).IsRowVersion();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => x.OwnerId);
        b.HasIndex(x => x.AskerId);
        b.HasOne<Experience>().WithMany().HasForeignKey(x => x.ExperienceId);
    }
}
