using Marketplace.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- <verb> [--json] [--seconds N] [--rounds N] [--listings N]
var options = new BenchmarkOptions(args);
IReadOnlyList<Figure> figures;
switch (args.FirstOrDefault())
{
    case "pages":
        figures = await PagesBenchmark.Run(options);
        break;
    case "search":
        figures = await SearchBenchmark.Run(options);
        break;
    case "relevance":
        figures = await RelevanceBenchmark.Run(options);
        break;
    case "purchasing":
        figures = await PurchasingBenchmark.Run(options);
        break;
    case "rush":
        figures = await RushBenchmark.Run(options);
        break;
    default:
        Console.Error.WriteLine("Verbs: pages, search (needs groonga-bin), relevance, purchasing, rush. Options: --json, --seconds N (a round), --rounds N, --listings N (further listings).");
        return 2;
}

Report.Print(figures, options.Json);
return 0;
