using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Marketplace.Shared;

/// <summary>The product's words. Japanese text is the key (it reads in place in pages and rules); each assembly embeds its English twin in
/// <c>Texts.en.json</c>. A test fails for every key without English. Use <c>T["…{0}…", value]</c> in pages.</summary>
public sealed class Texts
{
    private static readonly FrozenDictionary<string, string> English = LoadEnglish();

    /// <summary>The text in the request's language (<see cref="CultureInfo.CurrentUICulture"/>): Japanese unless that is English. Days and instants among the values
    /// are written as <see cref="Ui.Dates"/> does.</summary>
    public string this[string japanese, params object[] args]
    {
        get
        {
            var text = IsEnglish && English.TryGetValue(japanese, out var english) ? english : japanese;
            return args.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, Array.ConvertAll(args, Shown));
        }
    }

    /// <summary>The message of a refusal in the request's language.</summary>
    public string this[Refusal refusal] => this[refusal.Text, refusal.Args];

    /// <summary>Picks between two stored texts, such as a category's Japanese and English name.</summary>
    public string Pick(string japanese, string? english) => IsEnglish && !string.IsNullOrEmpty(english) ? english : japanese;

    public static bool IsEnglish => string.Equals(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "en", StringComparison.Ordinal);

    /// <summary>All English twins known, by Japanese key; for the completeness test.</summary>
    public static IReadOnlyDictionary<string, string> AllEnglish => English;

    private static object Shown(object value) => value switch
    {
        DateOnly day => Ui.Dates.Text(day),
        DateTimeOffset instant => Ui.Dates.Text(instant),
        _ => value,
    };

    private static FrozenDictionary<string, string> LoadEnglish()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in Own(Assembly.GetEntryAssembly()!).OrderBy(a => a.FullName, StringComparer.Ordinal))
        {
            foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith("Texts.en.json", StringComparison.Ordinal)))
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                foreach (var (japanese, english) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
                    all[japanese] = english;
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The program's own assemblies by reference, not by what happens to be loaded: a module that has not run yet has texts too.</summary>
    private static IEnumerable<Assembly> Own(Assembly entry)
    {
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal) { [entry.FullName!] = entry };
        var open = new Queue<Assembly>([entry]);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(n => n.Name!.StartsWith("Marketplace.", StringComparison.Ordinal) && !found.ContainsKey(n.FullName)))
            {
                found[name.FullName] = Assembly.Load(name);
                open.Enqueue(found[name.FullName]);
            }
        }

        return found.Values;
    }
}
