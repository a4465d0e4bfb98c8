using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Catalog;

internal enum QuestionSetState
{
    /// <summary>下書き: being edited; no listing answers it.</summary>
    Draft,

    /// <summary>公開: new listings answer it; its definition is fixed. One at a time.</summary>
    Open,

    /// <summary>終了: kept for the listings that answered it.</summary>
    Retired,
}

/// <summary>A stored version of the question set. Once open its definition is fixed, because listings refer to it.</summary>
internal sealed class QuestionSetVersion : Entity
{
    private QuestionSetVersion()
    {
    }

    /// <summary>1, 2, ...</summary>
    public int Number { get; private set; }
    public QuestionSetState State { get; private set; }

    /// <summary>The set as JSON, as in catalog-seed/question-set-1.json.</summary>
    public string Definition { get; private set; } = "";

    /// <summary>When the draft was made or last changed, and by whom; null for a seeded set.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }
    public string? ChangedBy { get; private set; }
    public DateTimeOffset? OpenedAt { get; private set; }
    public string? OpenedBy { get; private set; }
    public DateTimeOffset? RetiredAt { get; private set; }

    public static QuestionSetVersion Draft(string definition) => new() { Number = QuestionSet.Parse(definition).Version, Definition = definition };

    /// <summary>A draft that begins as that set is, to be edited.</summary>
    public static QuestionSetVersion Begun(QuestionSet set, int number, string by, DateTimeOffset now) =>
        new() { Number = number, Definition = (set with { Version = number }).Write(), ChangedBy = by, ChangedAt = now };

    public QuestionSet Set() => QuestionSet.Parse(Definition);

    /// <summary>Puts the edited set in place. Faults in it do not stand in the way before <see cref="Open"/>; the caller has read it from this draft.</summary>
    public Result Rewrite(QuestionSet set, string by, DateTimeOffset now)
    {
        if (State != QuestionSetState.Draft)
            return Fixed();
        var definition = (set with { Version = Number }).Write();
        if (definition == Definition)
            return Result.Done;
        (Definition, ChangedBy, ChangedAt) = (definition, by, now);
        return Result.Done;
    }

    /// <summary>New listings answer it from now on. The caller has judged the set and retires the one before in the same commit.</summary>
    /// <param name="by">Empty for the seed.</param>
    public Result Open(string by, DateTimeOffset now)
    {
        if (State == QuestionSetState.Retired)
            return Fixed();
        if (State == QuestionSetState.Open)
            return Result.Done;
        (State, OpenedAt, OpenedBy) = (QuestionSetState.Open, now, by.Length > 0 ? by : null);
        return Result.Done;
    }

    public void Retire(DateTimeOffset now)
    {
        if (State == QuestionSetState.Open)
            (State, RetiredAt) = (QuestionSetState.Retired, now);
    }

    private static Refusal Fixed() => Refusal.Conflict("question-set-fixed", "公開した質問票は変更できません。新しい版を作成してください。");
}

internal sealed class QuestionSetVersionMap : IEntityTypeConfiguration<QuestionSetVersion>
{
    public void Configure(EntityTypeBuilder<QuestionSetVersion> b)
    {
        b.ToTable("question_set");
        b.Property(x => x.Version).IsRowVersion();
        b.HasIndex(x => x.PublicId).IsUnique();
        b.HasIndex(x => x.Number).IsUnique();
        b.HasIndex(x => x.State).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("ix_question_set_one_open");
        b.HasIndex(x => x.State, "ix_question_set_one_draft").IsUnique().HasFilter("state = 'Draft'");
    }
}
