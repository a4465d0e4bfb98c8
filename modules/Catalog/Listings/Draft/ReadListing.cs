using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog;

/// <summary>How far a section is.</summary>
internal enum SectionState
{
    /// <summary>未入力.</summary>
    Empty,

    /// <summary>入力中: some required answers are missing or wrong.</summary>
    Partial,

    /// <summary>入力済.</summary>
    Complete,
}

/// <param name="Comments">The reviewer's words on questions of this section that have not been answered anew since.</param>
internal sealed record SectionView(QuestionSection Section, SectionState State, int Missing, IReadOnlyDictionary<string, string> Comments);

/// <summary>An entry with everything its pages show.</summary>
/// <param name="Software">The software an offer sells, by title and maker; null for a software.</param>
/// <param name="Returned">The review that returned it, while it is returned or being corrected; null otherwise.</param>
internal sealed record ListingView(
    Entry Entry, QuestionSet Set, CategoryTree Categories, IReadOnlyList<SectionView> Sections, int Completeness, SoftwareOfOffer? Software, Review? Returned,
    IReadOnlyList<Review> Reviews)
{
    /// <summary>The number of the set that is open now.</summary>
    public required int OpenSet { get; init; }

    /// <summary>It answers an older set than the one that is open.</summary>
    public bool IsOlder => Set.Version < OpenSet;
}

internal sealed record SoftwareOfOffer(string PublicId, string Title, string MakerName, bool Own, LiveState Live, WorkState Work);

internal sealed class ReadListing(CatalogDbContext db, CatalogueBasis basis, IOrganisations organisations)
{
    /// <summary>The own entry (any, for the operator); null when there is none.</summary>
    public async Task<ListingView?> Find(string publicId, CancellationToken cancel)
    {
        var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.PublicId == publicId, cancel);
        if (entry is null)
            return null;
        var set = await basis.Set(entry.QuestionSetVersion, cancel);
        var categories = await basis.Categories(cancel);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.EntryId == entry.Id).OrderByDescending(r => r.Submission).ToListAsync(cancel);
        var returned = entry.Work is WorkState.Returned or WorkState.Draft && reviews.FirstOrDefault() is { Decision: ReviewDecision.Returned } last ? last : null;
        var sections = set.For(entry.Kind).Select(s => Section(s, entry, set, categories, returned)).ToList();
        return new ListingView(entry, set, categories, sections, set.Completeness(entry.Kind, entry.Answers, categories.Leaves), await Software(entry, cancel), returned, reviews)
        {
            OpenSet = (await basis.OpenSet(cancel)).Version,
        };
    }

    private static SectionView Section(QuestionSection section, Entry entry, QuestionSet set, CategoryTree categories, Review? returned)
    {
        var missing = set.Validate(entry.Kind, entry.Answers, categories.Leaves, section.Id).Select(r => r.Field).Distinct().Count();
        var state = missing == 0 && section.Questions.Any(q => entry.Answers[q.Id] is not null) ? SectionState.Complete
            : section.Questions.Any(q => entry.Answers[q.Id] is not null) ? SectionState.Partial
            : section.Questions.Any(q => q.Given(entry.Answers).Required) ? SectionState.Empty : SectionState.Complete;
        var comments = returned is null ? [] : returned.Comments.Where(c => section.Questions.Any(q => q.Id == c.Key)).ToDictionary(StringComparer.Ordinal);
        return new SectionView(section, state, missing, comments);
    }

    private async Task<SoftwareOfOffer?> Software(Entry entry, CancellationToken cancel)
    {
        if (entry.SoftwareId is not { } id)
            return null;
        // The software may be another maker's: only what is public of it, or the own, is shown.
        var software = await db.Entries.IgnoreQueryFilters().AsNoTracking().SingleAsync(e => e.Id == id, cancel);
        return new SoftwareOfOffer(software.PublicId, software.Title, (await organisations.Find(software.OwnerId, cancel))?.Name ?? "", software.OwnerId == entry.OwnerId,
            software.Live, software.Work);
    }
}
