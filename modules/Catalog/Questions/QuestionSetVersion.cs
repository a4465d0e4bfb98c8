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
    public DateTimeOffset? OpenedAt { get; private set; }

    public static QuestionSetVersion Draft(string definition) => new() { Number = QuestionSet.Parse(definition).Version, Definition = definition };

    public Result Rewrite(string definition)
    {
        if (State != QuestionSetState.Draft)
            return Refusal.Conflict("question-set-fixed", "公開した質問票は変更できません。新しい版を作成してください。");
        Definition = definition;
        return Result.Done;
    }

    public void Open(DateTimeOffset now)
    {
        if (State == QuestionSetState.Open)
            return;
        State = QuestionSetState.Open;
        OpenedAt = now;
    }

    /// <summary>終了: a newer version took its place. Listings that answered it keep it.</summary>
    public void Retire() => State = QuestionSetState.Retired;
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
    }
}
