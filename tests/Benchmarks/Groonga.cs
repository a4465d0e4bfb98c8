using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>Groonga (Debian package groonga-bin) over the same listings, as a measure for the search page: bigrams with positions, one column and one drilldown for each filter.</summary>
internal sealed class Groonga : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"groonga-bench-{Environment.ProcessId}");
    private readonly List<string> filters = [];
    private Process server = null!;
    private string address = "";

    public static async Task<Groonga> Start(Site site)
    {
        var groonga = new Groonga();
        Directory.CreateDirectory(groonga.folder);
        var (commands, load) = await groonga.Commands(site);
        await groonga.Execute(commands);
        await groonga.Execute(load);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        listener.Stop();
        groonga.server = Process.Start(new ProcessStartInfo("groonga", ["-s", "--protocol", "http", "--bind-address", "127.0.0.1", "-p", port, "-t", "2", groonga.Database]) { UseShellExecute = false })!;
        groonga.address = $"http://127.0.0.1:{port}";
        using var http = new HttpClient();
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await http.GetStringAsync(new Uri(groonga.address + "/d/status"));
                break;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        return groonga;
    }

    private string Database => Path.Combine(folder, "db");

    /// <param name="keyword">Null: all.</param>
    /// <param name="category">A group's code, or null.</param>
    public string Select(string? keyword, string? category)
    {
        var url = new StringBuilder(address).Append("/d/select?table=Offers&cache=no&limit=30&output_columns=_key,name,offer_name,summary,seller_name");
        if (keyword is not null)
            url.Append("&match_columns=text&sort_keys=-_score&query=").Append(Uri.EscapeDataString(keyword));
        if (category is not null)
            url.Append("&filter=").Append(Uri.EscapeDataString($"groups @ \"{category}\""));
        foreach (var (filter, i) in filters.Append("categories").Append("groups").Select((f, i) => (f, i)))
            url.Append(CultureInfo.InvariantCulture, $"&drilldowns[{i}].keys={filter}&drilldowns[{i}].limit=-1&drilldowns[{i}].output_columns=_key,_nsubrecs");
        return url.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Execute(string commands)
    {
        var start = new ProcessStartInfo("groonga", File.Exists(Database) ? [Database] : ["-n", Database]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(commands);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if ((await output).Split('\n').FirstOrDefault(l => l.StartsWith("[[-", StringComparison.Ordinal)) is { } wrong)
            throw new InvalidOperationException($"Groonga: {wrong}");
    }

    private async Task<(string Schema, string Load)> Commands(Site site)
    {
        await using var source = NpgsqlDataSource.Create(site.ConnectionString);
        await using var command = source.CreateCommand("select public_id, name, offer_name, summary, seller_name, categories, filter_values, words from catalog.search_document where not removed order by number");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new JsonArray();
        while (await reader.ReadAsync())
        {
            var row = new JsonObject
            {
                ["_key"] = reader.GetString(0), ["name"] = reader.GetString(1), ["offer_name"] = reader.GetString(2), ["summary"] = reader.GetString(3), ["seller_name"] = reader.GetString(4),
                ["text"] = string.Join('\n', reader.GetString(7).Split('\n').Where(l => l.Length > 0).Select(l => l[1..])),
            };
            var categories = reader.GetFieldValue<string[]>(5);
            row["categories"] = Array(categories);
            row["groups"] = Array(categories.Select(c => c[..2]).Distinct());
            foreach (var filter in reader.GetFieldValue<string[]>(6).Select(v => v.Split('=', 2)).GroupBy(v => v[0], v => v[1]))
            {
                if (!filters.Contains(filter.Key))
                    filters.Add(filter.Key);
                row[filter.Key] = Array(filter);
            }

            rows.Add(row);
        }

        var schema = new StringBuilder("table_create Offers TABLE_HASH_KEY ShortText\n");
        foreach (var column in (string[])["name", "offer_name", "summary", "seller_name", "text"])
            schema.Append(CultureInfo.InvariantCulture, $"column_create Offers {column} COLUMN_SCALAR Text\n");
        foreach (var filter in filters.Append("categories").Append("groups"))
        {
            schema.Append(CultureInfo.InvariantCulture, $"table_create V_{filter} TABLE_HASH_KEY ShortText\ncolumn_create Offers {filter} COLUMN_VECTOR V_{filter}\n")
                .Append(CultureInfo.InvariantCulture, $"column_create V_{filter} offers COLUMN_INDEX Offers {filter}\n");
        }

        schema.Append("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto\ncolumn_create Terms offers COLUMN_INDEX|WITH_POSITION Offers text\n");
        return (schema.ToString(), "load --table Offers\n" + rows.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
    }

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);
}
