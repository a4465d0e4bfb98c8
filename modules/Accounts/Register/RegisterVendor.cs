using Marketplace.Shared;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Registers a vendor with its first administrator.</summary>
/// <param name="Id">Once-id of the form; becomes the organisation's key.</param>
/// <param name="Person">Null when somebody signed in registers (another) vendor.</param>
internal sealed record RegisterVendor(Guid Id, CompanyForm Company, bool Agreed, Credentials? Person);

internal sealed class RegisterVendorHandler(AccountsDbContext db, EnterPerson enter)
{
    /// <summary>The administrator's membership: made now, or by the first of two identical submits.</summary>
    public async Task<Result<Membership>> Handle(RegisterVendor command, CancellationToken cancel)
    {
        var company = command.Company.Clean();
        var refusals = company.Check(await db.Names(cancel)).ToList();
        if (command.Person is not null)
            refusals.AddRange(await enter.Check(command.Person));
        if (!command.Agreed)
            refusals.Add(Refusal.Invalid("Input.Agreed", "not-agreed", "登録するには、利用規約と個人情報の取扱いへの同意が必要です。"));
        if (refusals.Count > 0)
            return Result<Membership>.No(refusals);

        var number = CorporateNumber.Parse(company.CorporateNumber);
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.CorporateNumber == number, cancel) is { } known && known.Id != command.Id)
            return AlreadyRegistered(known.Kind);
        var person = await Administrator(command, cancel);
        if (!person.Ok)
            return Result<Membership>.No(person.Refusals);
        if (await First(command.Id, person.Value.Id, cancel) is { } first)
            return first;

        var organisation = Organisation.Vendor(command.Id, company.Name, company.Kana, number, company.Prefecture, company.Address, sample: false);
        var membership = Membership.Of(person.Value, organisation, Role.VendorAdmin);
        db.Memberships.Add(membership);
        db.Publish(new VendorRegistered(organisation.Id, organisation.Name, organisation.Kana, number));
        var saved = await db.Save(cancel);
        return saved.Ok ? membership : await AfterClash(saved.Refusals[0], command, cancel);
    }

    /// <summary>Somebody was faster: the same form sent twice, the same company, or the same new address.</summary>
    private async Task<Result<Membership>> AfterClash(Refusal clash, RegisterVendor command, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var person = await Administrator(command, cancel);
        if (person.Ok && await First(command.Id, person.Value.Id, cancel) is { } first)
            return first;
        return clash.Field?.Contains("corporate_number", StringComparison.Ordinal) == true ? AlreadyRegistered(OrganisationKind.Vendor) : EnterPerson.CannotEnter();
    }

    private async Task<Result<Person>> Administrator(RegisterVendor command, CancellationToken cancel) =>
        command.Person is null ? await db.People.SingleAsync(p => p.Id == db.Actor.PersonId, cancel) : await enter.Handle(command.Person);

    private Task<Membership?> First(Guid organisation, Guid person, CancellationToken cancel) => db.Memberships.Include(m => m.Person).Include(m => m.Organisation)
        .FirstOrDefaultAsync(m => m.OrganisationId == organisation && m.PersonId == person && m.Role == Role.VendorAdmin && m.EndedAt == null, cancel);

    private static Refusal AlreadyRegistered(OrganisationKind kind) => kind == OrganisationKind.Vendor
        ? Refusal.Invalid("Input.CorporateNumber", "already-registered", "この法人番号の事業者はすでに登録されています。担当者として加わるには、その事業者の管理者に招待を頼んでください。")
        : Refusal.Invalid("Input.CorporateNumber", "not-a-company", "この法人番号は地方公共団体のものです。事業者の法人番号を入力してください。");
}
