using Marketplace.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

[Requires(Act.ApplyForCertification)]
internal sealed class CompanyModel : ApplicationPage
{
    [BindProperty]
    public CompanyInput Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await Load();
        Input = CompanyInput.Of(Application);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            await Load();
            return Again();
        }

        return await Answer(await Service<SaveCompanyHandler>().Handle(new SaveCompany(Input.Version, Input.Profile()), Cancel), () =>
        {
            Flash(T["事業者の情報を保存しました。"]);
            return LocalRedirect("/certification");
        }, Load);
    }
}

internal sealed class CompanyInput
{
    public uint Version { get; set; }
    public string? About { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactPhone { get; set; }
    public int? Employees { get; set; }
    public string? InvoiceNumber { get; set; }

    public CompanyProfile Profile() => new(About ?? "", ContactEmail ?? "", ContactPhone ?? "", Employees, InvoiceNumber ?? "");

    public static CompanyInput Of(VendorApplication application) => new()
    {
        Version = application.Version,
        About = application.Company.About,
        ContactEmail = application.Company.ContactEmail,
        ContactPhone = application.Company.ContactPhone,
        Employees = application.Company.Employees,
        InvoiceNumber = application.Company.InvoiceNumber,
    };
}
