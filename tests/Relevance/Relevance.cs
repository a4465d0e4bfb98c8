using System.Globalization;

namespace Marketplace.Relevance;

/// <summary>A judged query: which sample software answers it, and how well.</summary>
/// <param name="Grades">By the seed's key: 3 exactly what was asked for, 2 fits, 1 related. What is not named is of no use (0).</param>
internal sealed record Judgement(string Query, string Kind, IReadOnlyDictionary<string, int> Grades)
{
    /// <summary>Reads catalog-seed/relevance/judgements.tsv.</summary>
    /// <exception cref="FormatException">A line is none.</exception>
    public static IReadOnlyList<Judgement> Read(string path) => [.. File.ReadLines(path).Skip(1).Select(line => line.Split('\t') is [var query, var kind, var judged]
        ? new Judgement(query, kind, judged.Split(' ').Select(j => j.Split('=')).ToDictionary(j => j[0], j => int.Parse(j[1], CultureInfo.InvariantCulture), StringComparer.Ordinal))
        : throw new FormatException($"No judgement: {line}"))];
}

/// <summary>How well the results of one query are ordered and how much of what was asked for is among them.</summary>
/// <param name="Ndcg">nDCG of the first ten (Järvelin and Kekäläinen 2002), gain 2^grade-1: 1 is the best possible order, 0 has nothing of use.</param>
/// <param name="Recall">Share of the software of grade 2 and 3 that is found at all.</param>
/// <param name="Missed">Of grade 2 and 3 and not found.</param>
internal sealed record QueryScore(Judgement Judgement, double Ndcg, double Recall, IReadOnlyList<string> Missed)
{
    private const int First = 10, Useful = 2;

    /// <param name="found">The software found, best first; one that is offered by several sellers counts once, at its best place.</param>
    public static QueryScore Of(Judgement judgement, IReadOnlyList<string> found)
    {
        var order = found.Distinct(StringComparer.Ordinal).ToList();
        var best = Gain(judgement.Grades.Values.OrderDescending());
        var wanted = judgement.Grades.Where(g => g.Value >= Useful).Select(g => g.Key).ToList();
        var missed = wanted.Except(order, StringComparer.Ordinal).ToList();
        return new QueryScore(judgement, best == 0 ? 1 : Gain(order.Select(key => judgement.Grades.GetValueOrDefault(key))) / best,
            wanted.Count == 0 ? 1 : (double)(wanted.Count - missed.Count) / wanted.Count, missed);
    }

    private static double Gain(IEnumerable<int> grades) => grades.Take(First).Select((grade, place) => (Math.Pow(2, grade) - 1) / Math.Log2(place + 2)).Sum();
}
