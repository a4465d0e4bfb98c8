using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Marketplace.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts;

/// <summary>The 1,788 local governments always; sample vendors and people only where samples are wanted.</summary>
internal sealed class AccountsSeed(AccountsDbContext db, IPasswordHasher<Person> hasher, ILookupNormalizer normalizer, IOptions<SeedOptions> options) : ISeed
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public int Order => 10;
    public string Name => "accounts";

    public async Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel)
    {
        await LocalGovernments(seedFolder, cancel);
        if (!await db.Organisations.AnyAsync(o => o.Kind == OrganisationKind.Operator, cancel))
            db.Organisations.Add(Organisation.Operator("マーケットプレイス運営事務局"));
        await db.SaveChangesAsync(cancel);
        if (!options.Value.Samples)
            return;
        await Vendors(seedFolder, cancel);
        await Populations(seedFolder, cancel);
        await People(seedFolder, cancel);
        progress.Report($"{await db.Organisations.CountAsync(cancel)} organisations, {await db.People.CountAsync(cancel)} people");
    }

    private async Task LocalGovernments(string folder, CancellationToken cancel)
    {
        var known = (await db.Organisations.Where(o => o.Code != null).Select(o => o.Code).ToListAsync(cancel)).ToHashSet();
        using var reader = new StreamReader(Path.Combine(folder, "local-governments.csv"));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        await foreach (var row in csv.GetRecordsAsync<LocalGovernmentRow>(cancel))
        {
            var code = LocalGovernmentCode.Parse(row.code);
            if (!known.Contains(code))
                db.Organisations.Add(Organisation.LocalGovernment(code, row.name, row.kana, row.prefecture, string.Equals(row.kind, "designated-city", StringComparison.Ordinal), row.url));
        }

        await db.SaveChangesAsync(cancel);
    }

    private async Task Vendors(string folder, CancellationToken cancel)
    {
        var known = (await db.Organisations.Where(o => o.Kind == OrganisationKind.Vendor).Select(o => o.CorporateNumber).ToListAsync(cancel)).ToHashSet();
        foreach (var row in await Read<VendorRow[]>(folder, "vendors.json", cancel))
        {
            var number = CorporateNumber.Parse(row.CorporateNumber);
            if (!known.Contains(number))
                db.Organisations.Add(Organisation.Vendor(Guid.CreateVersion7(), row.Name, row.Kana, number, row.Prefecture, row.Address, sample: true));
        }

        await db.SaveChangesAsync(cancel);
    }

    private async Task Populations(string folder, CancellationToken cancel)
    {
        var rows = (await Read<BodyRow[]>(folder, "bodies.json", cancel)).ToDictionary(b => LocalGovernmentCode.Parse(b.Code));
        var codes = rows.Keys.Select(c => (LocalGovernmentCode?)c).ToList();
        foreach (var body in await db.Organisations.Where(o => codes.Contains(o.Code) && o.Population == null).ToListAsync(cancel))
            body.EnterPopulation(rows[body.Code!.Value].Population, rows[body.Code!.Value].PopulationNote);
        await db.SaveChangesAsync(cancel);
    }

    private async Task People(string folder, CancellationToken cancel)
    {
        var known = (await db.People.Select(p => p.Email).ToListAsync(cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var numbers = (await Read<VendorRow[]>(folder, "vendors.json", cancel)).ToDictionary(v => v.Key, v => CorporateNumber.Parse(v.CorporateNumber), StringComparer.Ordinal);
        // All samples share one password; hashing it once instead of a hundred times keeps seeding quick.
        string? hash = null;
        foreach (var row in (await Read<PersonRow[]>(folder, "people.json", cancel)).GroupBy(p => p.Email, StringComparer.OrdinalIgnoreCase).Where(g => !known.Contains(g.Key)))
        {
            var person = Person.New(row.Key, row.First().Name);
            person.NormalizedEmail = person.NormalizedUserName = normalizer.NormalizeEmail(row.Key);
            person.SecurityStamp = Guid.NewGuid().ToString("N");
            person.PasswordHash = hash ??= hasher.HashPassword(person, options.Value.SamplePassword);
            db.People.Add(person);
            foreach (var membership in row)
            {
                var organisation = await Find(membership.Organisation, numbers, cancel);
                foreach (var role in membership.Roles)
                    db.Memberships.Add(Membership.Of(person, organisation, RoleOf(role, organisation)));
            }
        }

        await db.SaveChangesAsync(cancel);
    }

    private async Task<Organisation> Find(string key, Dictionary<string, CorporateNumber> vendors, CancellationToken cancel)
    {
        if (string.Equals(key, "operator", StringComparison.Ordinal))
            return await db.Organisations.SingleAsync(o => o.Kind == OrganisationKind.Operator, cancel);
        if (vendors.TryGetValue(key, out var number))
            return await db.Organisations.SingleAsync(o => o.CorporateNumber == number, cancel);
        var code = LocalGovernmentCode.Parse(key);
        return await db.Organisations.SingleAsync(o => o.Code == code, cancel);
    }

    private static Role RoleOf(string name, Organisation organisation) =>
        string.Equals(name, "OrganisationAdmin", StringComparison.Ordinal)
            ? organisation.Kind == OrganisationKind.Vendor ? Role.VendorAdmin : Role.BodyAdmin
            : Enum.Parse<Role>(name);

    private static async Task<T> Read<T>(string folder, string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(Path.Combine(folder, file));
        return (await JsonSerializer.DeserializeAsync<T>(stream, Json, cancel))!;
    }

#pragma warning disable IDE1006, SA1300 // Named as in the file's head row.
    private sealed record LocalGovernmentRow(string code, string name, string kana, string prefecture, string kind, string url);
#pragma warning restore IDE1006, SA1300
    private sealed record VendorRow(string Key, string Name, string Kana, string CorporateNumber, string Prefecture, string Address);

    private sealed record BodyRow(string Code, int Population, string PopulationNote);

    private sealed record PersonRow(string Email, string Name, string Organisation, string[] Roles);
}
