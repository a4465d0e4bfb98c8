using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Catalog.Experiences;

/// <summary>Support and the auditor read the other desks but have nothing to do with this one.</summary>
internal sealed class ExperienceDesk(ReadExperiences experiences, Texts t) : IReviewDesks
{
    public async Task<IReadOnlyList<ReviewDesk>> For(Actor actor, CancellationToken cancel) => !actor.May(Act.ModerateExperiences) ? [] :
        [new(4, t["導入事例"], "/reviews/experiences", await experiences.CountWaiting(cancel))];
}
