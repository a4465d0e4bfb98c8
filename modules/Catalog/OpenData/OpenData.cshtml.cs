using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Shared;
using Marketplace.Shared.Ui;

namespace Marketplace.Catalog.OpenData;

/// <summary>オープンデータ: what there is, how large, how fresh, and under which licence.</summary>
[Requires(Act.Browse)]
public sealed class OpenDataModel : MarketplacePage
{
    internal CatalogueState State { get; private set; } = null!;
    internal MeasuredFiles? Sizes { get; private set; }
    internal int Columns { get; private set; }
    internal string Root => OpenDataApi.RootOf(Request);
    internal string? Nonce => HttpContext.Items["csp-nonce"] as string;

    public async Task OnGetAsync()
    {
        var export = Service<CatalogueExport>();
        State = await export.State(Cancel);
        Columns = (await export.Columns(Cancel)).Count;
        Sizes = await Service<FileSizes>().Of(State.Version, Root, Cancel);
    }

    internal string Size(long? bytes) => bytes switch
    {
        null => T["計算中（しばらくしてから開き直してください）"],
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000m:#,0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000m:#,0.#} MB"),
    };

    /// <summary>The files as a schema.org data set, for catalogues of open data.</summary>
    internal string JsonLd() => new JsonObject
    {
        ["@context"] = "https://schema.org", ["@type"] = "Dataset", ["@id"] = $"{Root}/open-data", ["url"] = $"{Root}/open-data", ["inLanguage"] = "ja",
        ["name"] = "地方公共団体向けソフトウェアサービスのカタログ", ["description"] = "公開中のすべてのサービスの内容と価格。質問票の回答を列に持ちます。",
        ["license"] = OpenDataLicence.Address, ["isAccessibleForFree"] = true, ["dateModified"] = State.ChangedAt?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["distribution"] = new JsonArray(
            new JsonObject { ["@type"] = "DataDownload", ["encodingFormat"] = "text/csv", ["contentUrl"] = $"{Root}/open-data/catalogue.csv" },
            new JsonObject { ["@type"] = "DataDownload", ["encodingFormat"] = "application/jsonl", ["contentUrl"] = $"{Root}/open-data/catalogue.jsonl" }),
    }.ToJsonString(JsonSerializerOptions.Web);
}
