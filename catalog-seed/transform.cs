#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:property TreatWarningsAsErrors=false
#:property NoWarn=$(NoWarn);MA0047

// Makes local-governments.csv from raw/: dotnet run catalog-seed/transform.cs (from the repository's root).
// Writes nothing and ends with 1 when a check digit is wrong or the counts are not those of 1,788 bodies.

using System.Globalization;
using System.Text;

const string Header = "code,name,kana,prefecture,kind,corporateNumber,url,latitude,longitude";
var folder = Path.Combine(Directory.GetCurrentDirectory(), "catalog-seed");
var expected = new Dictionary<string, int>
{
    ["prefecture"] = 47, ["designated-city"] = 20, ["city"] = 772, ["special-ward"] = 23, ["town"] = 743, ["village"] = 183,
};

try
{
    foreach (var (code, digit) in new[] { ("13101", '6'), ("01000", '6'), ("13000", '1'), ("27100", '4') })
    {
        Require(CodeCheckDigit(code) == digit, $"self-test: check digit of {code} is not {digit}");
    }

    Require(CorporateNumber("130001") == "8000020130001" && CorporateNumber("010006") == "7000020010006", "self-test: corporate number");

    var prefectures = Read("prefjp-utf8.csv").Select(r => new Body(
        Padded(r["lgcode"]), r["pref"], r["prefkana"], r["pref"], "prefecture", r["url"], r["lat"], r["lng"]));
    var municipalities = Read("localgovjp-utf8.csv")
        .Where(r => !r["city"].Contains(' ', StringComparison.Ordinal)) // a space parts a designated city from its ward
        .Select(r => new Body(
            Padded(r["lgcode"]), r["city"], r["citykana"], r["pref"], Kind(Padded(r["lgcode"]), r["city"]), r["url"], r["lat"], r["lng"]));
    var bodies = prefectures.Concat(municipalities).OrderBy(b => b.Code, StringComparer.Ordinal).ToList();

    foreach (var body in bodies)
    {
        Require(CodeCheckDigit(body.Code[..5]) == body.Code[5], $"{body.Code} {body.Name}: wrong check digit");
        Require(body.Name.Length > 0 && body.Kana.Length > 0 && body.Prefecture.Length > 0, $"{body.Code}: name, kana or prefecture is empty");
        Require(Uri.TryCreate(body.Url, UriKind.Absolute, out _), $"{body.Code} {body.Name}: url '{body.Url}'");
        Require(Within(body.Latitude, 20, 46) && Within(body.Longitude, 122, 154), $"{body.Code} {body.Name}: position is not in Japan");
    }

    var counts = bodies.CountBy(b => b.Kind).ToDictionary(c => c.Key, c => c.Value);
    foreach (var (kind, count) in expected)
    {
        Console.WriteLine($"{kind,-16}{counts.GetValueOrDefault(kind),6}");
        Require(counts.GetValueOrDefault(kind) == count, $"{kind}: expected {count}");
    }

    Console.WriteLine($"{"city, all",-16}{counts["city"] + counts["designated-city"],6}");
    Console.WriteLine($"{"total",-16}{bodies.Count,6}");
    Require(bodies.Count == 1788 && bodies.DistinctBy(b => b.Code).Count() == 1788, "expected 1788 different codes");

    var lines = bodies.Select(b => string.Join(',', new[]
    {
        b.Code, b.Name, b.Kana, b.Prefecture, b.Kind, CorporateNumber(b.Code), b.Url, b.Latitude, b.Longitude,
    }.Select(Quoted)));
    File.WriteAllText(Path.Combine(folder, "local-governments.csv"), string.Join('\n', lines.Prepend(Header)) + "\n");
    return 0;
}
catch (InvalidDataException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

static void Require(bool holds, string otherwise)
{
    if (!holds)
    {
        throw new InvalidDataException(otherwise);
    }
}

static string Padded(string code) => code.PadLeft(6, '0');

static bool Within(string degrees, double low, double high) =>
    double.TryParse(degrees, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high;

// Check digit of the 5-digit code: last digit of 11 - (6a+5b+4c+3d+2e) mod 11.
static char CodeCheckDigit(string five) => (char)('0' + ((11 - (five.Select((c, i) => (c - '0') * (6 - i)).Sum() % 11)) % 10));

// Corporate number of a public body: check digit + 000020 + code; P counted from the right, Q is 1 for odd and 2 for even places.
static string CorporateNumber(string code)
{
    var twelve = "000020" + code;
    var sum = twelve.Reverse().Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 2)).Sum();
    return $"{9 - (sum % 9)}{twelve}";
}

static string Kind(string code, string name) => name[^1] switch
{
    '市' when code[2] == '1' => "designated-city", // 100-199; Tokyo has no city there
    '市' => "city",
    '区' => "special-ward",
    '町' => "town",
    '村' => "village",
    _ => throw new InvalidDataException($"{code} {name}: unknown kind"),
};

static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

IEnumerable<Dictionary<string, string>> Read(string file)
{
    var rows = File.ReadLines(Path.Combine(folder, "raw", file), Encoding.UTF8).Where(l => l.Length > 0).Select(Fields).ToList();
    Require(rows.TrueForAll(r => r.Count == rows[0].Count), $"{file}: a row has another number of fields than the header");
    return rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
}

// Outside quotes a comma parts; the quotes themselves are dropped (only the unused slogan of one row has any).
static List<string> Fields(string line) => [.. line.Split('"')
    .Select((part, i) => i % 2 == 1 ? part : part.Replace(',', '\n'))
    .Aggregate((all, part) => all + part).Split('\n')];

record Body(string Code, string Name, string Kana, string Prefecture, string Kind, string Url, string Latitude, string Longitude);
