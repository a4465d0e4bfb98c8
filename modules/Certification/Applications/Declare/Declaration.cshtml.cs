using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Certification;

[Requires(Act.ApplyForCertification)]
internal sealed class DeclarationModel : ApplicationPage
{
    [BindProperty]
    public DeclarationInput Input { get; set; } = new();

    public IReadOnlyList<Option> Qualifications => [new("true", T["持っています"]), new("false", T["持っていません"])];

    public async Task OnGetAsync()
    {
        await Load();
        Input = DeclarationInput.Of(Application);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            await Load();
            return Again();
        }

        return await Answer(await Service<DeclareHandler>().Handle(new Declare(Input.Version, Input.Declaration()), Cancel), () =>
        {
            Flash(T["誓約と申告を保存しました。"]);
            return LocalRedirect("/certification");
        }, Load);
    }
}

internal sealed class DeclarationInput
{
    public uint Version { get; set; }
    public bool NoOrganisedCrime { get; set; }
    public bool NotBarred { get; set; }
    public bool ProtectsPersonalData { get; set; }
    public bool AcceptsAgreement { get; set; }
    public bool? HasQualification { get; set; }
    public string? QualificationNumber { get; set; }

    public Declaration Declaration() => new(NoOrganisedCrime, NotBarred, ProtectsPersonalData, AcceptsAgreement, HasQualification, QualificationNumber ?? "");

    public static DeclarationInput Of(VendorApplication application) => new()
    {
        Version = application.Version,
        NoOrganisedCrime = application.Declaration.NoOrganisedCrime,
        NotBarred = application.Declaration.NotBarred,
        ProtectsPersonalData = application.Declaration.ProtectsPersonalData,
        AcceptsAgreement = application.Declaration.AcceptsAgreement,
        HasQualification = application.Declaration.HasQualification,
        QualificationNumber = application.Declaration.QualificationNumber,
    };
}
