using System.Globalization;
using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Billing;

/// <summary>Gives the sample vendors a billing profile with a made-up bank, so that they can invoice at once.</summary>
internal sealed class SeedProfiles(BillingDbContext db, IOrganisations organisations, CurrentActor actor) : ISeed
{
    public int Order => 50;
    public string Name => "請求情報（見本の事業者）";

    public async Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel)
    {
        actor.Value = Actor.System("seed");
        await using var file = File.OpenRead(Path.Combine(seedFolder, "vendors.json"));
        var vendors = await JsonSerializer.DeserializeAsync<SampleVendor[]>(file, JsonSerializerOptions.Web, cancel) ?? [];
        var there = (await db.Profiles.Select(p => p.Id).ToListAsync(cancel)).ToHashSet();
        var made = 0;
        foreach (var (vendor, place) in vendors.Select((v, i) => (v, i + 1)))
        {
            if (!CorporateNumber.TryParse(vendor.CorporateNumber, null, out var number) || await organisations.FindByCorporateNumber(number, cancel) is not { } organisation)
            {
                progress.Report($"{vendor.Name}: 組織がまだ登録されていないため飛ばしました。");
                continue;
            }

            if (!there.Add(organisation.Id))
                continue;
            var input = new ProfileInput(
                vendor.Name, vendor.InvoiceNumber, vendor.Prefecture + vendor.Address, "見本銀行", "架空支店", AccountType.Ordinary,
                place.ToString("0000000", CultureInfo.InvariantCulture), Kana.Katakana(vendor.Kana), TaxRounding.Floor);
            var profile = VendorBillingProfile.For(organisation.Id);
            profile.Take(input.Clean());
            db.Add(profile);
            made++;
        }

        await db.SaveChangesAsync(cancel);
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{made}件"));
    }

    private sealed record SampleVendor(string Name, string Kana, string CorporateNumber, string InvoiceNumber, string Prefecture, string Address);
}
