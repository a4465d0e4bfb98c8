using System.Text.Json.Nodes;
using Marketplace.Shared;

namespace Marketplace.Catalog;

/// <param name="Name">Of the software, or the seller's own of the offer.</param>
/// <param name="Software">Id of the software an offer sells; absent for a new software.</param>
internal sealed record StartBody(string? Name, string? Software);

/// <param name="Version">Of the listing as read.</param>
/// <param name="Answers">By question id, in the form that /api/v1/questions describes.</param>
internal sealed record AnswersBody(uint Version, IReadOnlyDictionary<string, JsonNode?>? Answers);

internal sealed record SubmissionBody(uint Version);

/// <param name="Wrong">Answers that were not saved, and why.</param>
internal sealed record SavedJson(uint Version, IReadOnlyList<WrongAnswer> Wrong);

internal sealed record WrongAnswer(string Field, string Code, string Detail);

internal sealed record ListingsJson(int Total, IReadOnlyList<ListingLineJson> Items);

/// <param name="Work">Draft, Submitted, Returned or Approved: the working answers.</param>
/// <param name="Live">Never, Published, Withdrawn or Suspended: the published version.</param>
/// <param name="Completeness">Per cent of the required questions.</param>
internal sealed record ListingLineJson(string Id, string Kind, string Title, string? SoftwareTitle, string Work, string Live, int Completeness, DateTimeOffset ChangedAt);

/// <param name="Comments">The reviewer's words by question id, where it was returned.</param>
internal sealed record ListingJson(
    string Id, uint Version, string Kind, string Title, string? Software, string Work, string Live, int Completeness, int QuestionSet, JsonObject Answers, IReadOnlyDictionary<string, string> Comments)
{
    public static ListingJson Of(ListingView view)
    {
        var entry = view.Entry;
        return new ListingJson(entry.PublicId, entry.Version, entry.Kind.ToString(), entry.Title, view.Software?.PublicId, entry.Work.ToString(), entry.Live.ToString(), view.Completeness,
            entry.QuestionSetVersion, entry.Answers, view.Sections.SelectMany(s => s.Comments).ToDictionary(StringComparer.Ordinal));
    }
}

/// <param name="AppliesTo">Software or Offer.</param>
internal sealed record QuestionSectionJson(string Id, string Ja, string En, string AppliesTo, IReadOnlyList<QuestionJson> Questions)
{
    public static QuestionSectionJson Of(QuestionSection section) => new(section.Id, section.Ja, section.En, section.AppliesTo.ToString(), [.. section.Questions.Select(q =>
        new QuestionJson(q.Id, q.Kind.ToString(), q.Ja, q.En, q.Required, q.MaxLength, q.Min, q.Max, q.Unit, [.. q.Choices.Select(o => o.Value)],
            [.. q.Choices.Select(o => new OptionJson(o.Value, o.Ja, o.En, q.GroupOf(o.Value)?.Value))], q.RequiredIf, q.Format?.ToString(),
            [.. (q.Columns ?? []).Select(c => new ColumnJson(c.Id, c.Kind.ToString(), c.Ja, c.En, c.Required, c.MaxLength, c.Unit))], q.Filter))]);
}

/// <param name="Options">Values to choose from; empty where any answer of the kind is right.</param>
/// <param name="Choices">The same with their names.</param>
/// <param name="RequiredIf">Required as well where the other question has one of these answers.</param>
/// <param name="Format">Kana: kana only.</param>
/// <param name="Columns">Of a table, whose answer is an array of objects by column id.</param>
/// <param name="Filter">The search filters by it.</param>
internal sealed record QuestionJson(
    string Id, string Kind, string Ja, string En, bool Required, int? MaxLength, decimal? Min, decimal? Max, string? Unit, IReadOnlyList<string> Options,
    IReadOnlyList<OptionJson> Choices, RequiredIf? RequiredIf, string? Format, IReadOnlyList<ColumnJson> Columns, bool Filter);

/// <param name="Group">In a tree, the value of the group it belongs to.</param>
internal sealed record OptionJson(string Value, string Ja, string En, string? Group);

/// <param name="Kind">Text or Number.</param>
internal sealed record ColumnJson(string Id, string Kind, string Ja, string En, bool Required, int? MaxLength, string? Unit);

/// <param name="Version">Of the listing as read.</param>
internal sealed record RenewalBody(uint Version);
