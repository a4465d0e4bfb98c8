using System.Text.Json;
using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Certification;

/// <summary>Certifies the sample vendors with the proofs of catalog-seed/vendors.json, by the same steps as real ones. Two of them hold a lapsed proof.</summary>
internal sealed class CertificationSeed(CertificationDbContext db, IOrganisations organisations, StandingChange standing, TimeProvider time, IOptions<SeedOptions> options) : ISeed
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public int Order => 20;
    public string Name => "certification";

    public async Task Run(string seedFolder, IProgress<string> progress, CancellationToken cancel)
    {
        if (!options.Value.Samples)
            return;
        await using var stream = File.OpenRead(Path.Combine(seedFolder, "vendors.json"));
        var rows = (await JsonSerializer.DeserializeAsync<VendorRow[]>(stream, Json, cancel))!;
        var known = (await db.Applications.Where(a => a.Submissions > 0).Select(a => a.Id).ToListAsync(cancel)).ToHashSet();
        foreach (var row in rows)
        {
            var vendor = await organisations.FindByCorporateNumber(CorporateNumber.Parse(row.CorporateNumber), cancel)
                ?? throw new InvalidOperationException($"The sample vendor {row.Key} is not registered; seed the accounts first.");
            if (!known.Contains(vendor.Id))
                Ok(await Certify(row, vendor, cancel));
        }

        progress.Report($"{rows.Length} certified vendors, {rows.Sum(r => r.Proofs.Length)} proofs");
    }

    private async Task<Result> Certify(VendorRow row, OrganisationView vendor, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var seeder = db.Actor with { PersonName = "見本データ" };
        var application = await db.Applications.SingleOrDefaultAsync(a => a.Id == vendor.Id, cancel);
        if (application is null)
            db.Applications.Add(application = VendorApplication.Of(vendor.Id, vendor.Name, vendor.Kana, vendor.CorporateNumber!.Value, now));
        var qualification = row.Proofs.FirstOrDefault(p => KindOf(p.Kind) == ProofKind.UnifiedQualification);
        Ok(application.SaveCompany(new CompanyProfile(row.About, row.Email, row.Phone, row.Employees, row.InvoiceNumber).Clean(), now));
        Ok(application.Declare(new Declaration(true, true, true, true, qualification is not null, qualification?.Number ?? ""), now));
        var proofs = row.Proofs.Select(p => Proof.Of(Guid.CreateVersion7(now), vendor.Id, new ProofFacts(KindOf(p.Kind), p.Number, p.Issuer, p.Scope, p.ValidFrom, p.Expires), now)).ToList();
        db.Proofs.AddRange(proofs);
        Ok(application.Submit(now));
        var submission = Submission.Of(application, application.Content(proofs), now);
        db.Submissions.Add(submission);
        Ok(application.Certify(null, now));
        submission.Decide(true, new Dictionary<string, string>(StringComparer.Ordinal), now);
        proofs.ForEach(p => p.Confirm());
        db.History.Add(HistoryLine.Of(application.Id, Happening.Submitted, seeder, now));
        db.History.Add(HistoryLine.Of(application.Id, Happening.Certified, seeder, now.AddMilliseconds(1)));
        return await standing.Save(application, cancel);
    }

    private static void Ok(Result result)
    {
        if (!result.Ok)
            throw new InvalidOperationException($"The seed was refused: {result.Refusals[0].Code}");
    }

    private static ProofKind KindOf(string kind) => kind switch
    {
        "ISMAP" => ProofKind.Ismap,
        "ISMAP-LIU" => ProofKind.IsmapLiu,
        "ISO27001" => ProofKind.Iso27001,
        "ISO27017" => ProofKind.Iso27017,
        "ISO27018" => ProofKind.Iso27018,
        "PMARK" => ProofKind.PrivacyMark,
        "SOC2" => ProofKind.Soc2,
        "GBIZID-PRIME" => ProofKind.GBizIdPrime,
        "UNIFIED-QUALIFICATION" => ProofKind.UnifiedQualification,
        _ => throw new FormatException($"Unknown kind of proof '{kind}'."),
    };

    private sealed record VendorRow(string Key, string CorporateNumber, string Email, string Phone, int Employees, string InvoiceNumber, string About, ProofRow[] Proofs);

    private sealed record ProofRow(string Kind, string Number, string Issuer, string Scope, DateOnly ValidFrom, DateOnly Expires);
}
