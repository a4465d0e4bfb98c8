using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Procurement;

[Requires(Act.ReadJointProcurements)]
public sealed class JointListModel : MarketplacePage
{
    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    /// <summary>Only those of the own organisation.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Ours { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    internal JointState? State { get; private set; }
    internal IReadOnlyList<JointListRow> Rows { get; private set; } = [];
    internal int Total { get; private set; }
    internal IReadOnlyList<Option> Categories { get; private set; } = [];
    internal IReadOnlyList<Option> States => Option.Of<JointState>(s => T[JointWords.Of(s)]);
    internal IReadOnlyList<Tab> Tabs => Actor.IsOperator ? [] : [new(T["すべて"], "/joint", !Ours), new(T["自分の組織が関わるもの"], "/joint?ours=true", Ours)];
    internal List<AppliedFilter> Applied { get; } = [];

    public async Task OnGetAsync(string? state)
    {
        State = Enum.TryParse<JointState>(state, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        Category = string.IsNullOrEmpty(Category) ? null : Category;
        P = Math.Clamp(P, 1, 10_000);
        var reads = Service<JointReads>();
        Categories = await reads.Categories(Cancel);
        (Rows, Total) = await reads.List(State, Category, Ours, P, Cancel);
        if (State is { } shown)
            Applied.Add(new AppliedFilter(T[JointWords.Of(shown)], Address(null, Category)));
        if (Category is not null)
            Applied.Add(new AppliedFilter(Categories.FirstOrDefault(c => string.Equals(c.Value, Category, StringComparison.Ordinal))?.Text ?? Category, Address(State, null)));
    }

    internal string Address(JointState? state, string? category)
    {
        var query = QueryString.Empty;
        if (Ours)
            query = query.Add("ours", "true");
        if (state is { } s)
            query = query.Add("state", s.ToString());
        if (category is not null)
            query = query.Add("category", category);
        return "/joint" + query.ToUriComponent();
    }
}
