using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Certification;

/// <summary>Base of the vendor's pages: its application, its proofs, and the reviewer's comments while they wait for an answer.</summary>
internal abstract class ApplicationPage : MarketplacePage
{
    public VendorApplication Application { get; private set; } = null!;
    public IReadOnlyList<Proof> Proofs { get; private set; } = [];

    /// <summary>Of the last return, by question key; empty unless the application is returned.</summary>
    public IReadOnlyDictionary<string, string> Comments { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public DateOnly Today { get; private set; }

    public string? CommentOn(string key) => Comments.GetValueOrDefault(key);

    /// <summary>How many comments concern a section.</summary>
    public int CommentsIn(Section section) => section.Questions.Count(q => Comments.ContainsKey(q.Key));

    public IEnumerable<Crumb> Crumbs => [new(T["認証"], "/certification")];

    protected async Task Load()
    {
        var own = Service<OwnApplication>();
        Today = Service<TimeProvider>().JapanToday();
        Application = await own.Read(Cancel);
        Proofs = await own.Proofs(Cancel);
        if (Application.State == ApplicationState.Returned)
            Comments = await Service<CertificationDbContext>().Submissions.AsNoTracking().Where(s => s.VendorId == Application.Id && s.Number == Application.Submissions).Select(s => s.Comments).SingleAsync(Cancel);
    }
}
