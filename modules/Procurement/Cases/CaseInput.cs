using Marketplace.Shared;

namespace Marketplace.Procurement.Cases;

/// <summary>The form of a case's facts, for opening and for revising.</summary>
internal sealed class CaseInput
{
    public Guid Id { get; set; }
    public uint Version { get; set; }
    public string? Title { get; set; }
    public string? Purpose { get; set; }
    public int? Users { get; set; }
    public int? Population { get; set; }
    public DateOnly? Start { get; set; }
    public DateOnly? End { get; set; }
    public string? BudgetLine { get; set; }
    public string? Right { get; set; }

    /// <summary>Query string of a search to save at once; when opening.</summary>
    public string? Search { get; set; }

    public CaseFacts Facts() => new(Title?.Trim() ?? "", Purpose?.Trim() ?? "", Users, Population, Start, End, BudgetLine ?? "", Right ?? "");

    public static CaseInput Of(ProcurementCase procurement) => new()
    {
        Version = procurement.Version,
        Title = procurement.Title,
        Purpose = procurement.Purpose,
        Users = procurement.Users,
        Population = procurement.Population,
        Start = procurement.Start,
        End = procurement.End,
        BudgetLine = procurement.BudgetLine.Length == 0 ? "" : $"{procurement.FiscalYear.Year}/{procurement.BudgetLine}",
        Right = procurement.Right?.FieldValue,
    };
}
