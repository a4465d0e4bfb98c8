using Marketplace.Shared;

namespace Marketplace.Certification;

/// <summary>Saves the section as far as it is filled in; what is entered must be right, what is missing may come later.</summary>
/// <param name="Version">Of the application as the form showed it.</param>
internal sealed record SaveCompany(uint Version, CompanyProfile Company);

internal sealed class SaveCompanyHandler(CertificationDbContext db, OwnApplication own, TimeProvider time)
{
    public async Task<Result> Handle(SaveCompany command, CancellationToken cancel)
    {
        var application = await own.Open(cancel);
        var company = command.Company.Clean();
        if (company.Check(application.CorporateNumber).ToArray() is { Length: > 0 } wrong)
            return Result.No(wrong);
        if (application.Company == company)
            return Result.Done;
        db.ExpectIfKnown(application, command.Version);
        var saved = application.SaveCompany(company, time.GetUtcNow());
        return saved.Ok ? await db.Save(cancel) : saved;
    }
}

internal static class Expecting
{
    /// <summary>As <see cref="ModuleDbContext.Expect"/>, except for a record that is only now being added.</summary>
    public static void ExpectIfKnown(this CertificationDbContext db, Entity record, uint version)
    {
        if (db.Entry(record).State != Microsoft.EntityFrameworkCore.EntityState.Added)
            db.Expect(record, version);
    }
}
