using Marketplace.Certification;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Certification;

[Trait("Kind", "Fast")]
public sealed class ApplicationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = Now.JapanDay();
    private static readonly CorporateNumber Number = CorporateNumber.Parse("7123456789012");
    private static readonly CompanyProfile Company = new("概要", "a@b.example", "03-1234-5678", 5, "");
    private static readonly Declaration Sworn = new(true, true, true, true, false, "");

    [Fact]
    public void The_states_follow_each_other_and_no_other_way()
    {
        var application = Application();
        Assert.Equal("other-state", Code(application.Certify(null, Now)));
        Assert.Equal("other-state", Code(application.Return(null, Now)));
        Assert.Equal("other-state", Code(application.Suspend("理由", null, null, Now)));
        Assert.True(application.Submit(Now).Ok);
        Assert.Equal("not-open", Code(application.Submit(Now)));
        Assert.Equal("under-review", Code(application.SaveCompany(Company, Now)));
        Assert.Equal("under-review", Code(application.Declare(Sworn, Now)));
        Assert.Equal("under-review", Code(application.TouchProofs(Now)));
        Assert.True(application.Return(null, Now).Ok);
        Assert.True(application.Declare(Sworn, Now).Ok);
        Assert.True(application.Submit(Now).Ok);
        Assert.True(application.Certify(null, Now).Ok);
        Assert.Equal("declared", Code(application.Declare(Declaration.Empty, Now)));
        Assert.Equal("incomplete", Code(application.SaveCompany(CompanyProfile.Empty, Now)));
        Assert.True(application.TouchProofs(Now).Ok);
        Assert.Equal("other-state", Code(application.Reinstate(null, Now)));
        Assert.True(application.Suspend("理由", Today.AddDays(3), null, Now).Ok);
        Assert.True(application.Reinstate(null, Now).Ok);
        Assert.Equal((ApplicationState.Certified, 2), (application.State, application.Submissions));
    }

    [Fact]
    public void A_submission_needs_company_declaration_and_a_security_proof_valid_today()
    {
        var application = Application();
        Assert.Equal(["company-incomplete", "declaration-incomplete", "no-valid-proof"], Submitting.Missing(application, [], Today).Select(r => r.Code));
        application.SaveCompany(Company, Now);
        application.Declare(Sworn, Now);
        Assert.Equal(["no-valid-proof"], Submitting.Missing(application, [ProofOf(ProofKind.Iso27001, Today.AddYears(-3), Today.AddDays(-1))], Today).Select(r => r.Code));
        Assert.Equal(["no-valid-proof"], Submitting.Missing(application, [ProofOf(ProofKind.GBizIdPrime, Today.AddYears(-1), Today.AddYears(1))], Today).Select(r => r.Code));
        Assert.Empty(Submitting.Missing(application, [ProofOf(ProofKind.PrivacyMark, Today.AddYears(-1), Today)], Today));
    }

    [Fact]
    public void A_struck_out_proof_counts_no_more_and_cannot_be_changed()
    {
        var proof = ProofOf(ProofKind.Ismap, Today.AddYears(-1), Today.AddYears(1));
        proof.StrikeOut("登録簿にない番号です。");
        Assert.False(Submitting.HasSecurityProof([proof], Today));
        Assert.Empty(Proof.Views([proof]));
        Assert.Equal("struck-out", Code(proof.Change(proof.Facts() with { Number = "2" }, Now)));
    }

    [Fact]
    public void A_changed_proof_must_be_looked_at_again_an_unchanged_one_not()
    {
        var proof = ProofOf(ProofKind.Ismap, Today.AddYears(-1), Today.AddYears(1));
        proof.Confirm();
        proof.Change(proof.Facts(), Now);
        Assert.Equal(ProofReview.Confirmed, proof.Review);
        proof.Change(proof.Facts() with { Expires = Today.AddYears(2) }, Now);
        Assert.Equal(ProofReview.Unconfirmed, proof.Review);
    }

    [Fact]
    public void A_proof_needs_renewal_from_ninety_days_on_unless_a_later_one_is_there()
    {
        var soon = ProofOf(ProofKind.Iso27001, Today.AddYears(-2), Today.AddDays(90));
        var later = ProofOf(ProofKind.Iso27001, Today, Today.AddYears(3));
        Assert.Equal([soon], Expiry.NeedsRenewal([soon], Today));
        Assert.Empty(Expiry.NeedsRenewal([soon, later], Today));
        Assert.Empty(Expiry.NeedsRenewal([ProofOf(ProofKind.Iso27001, Today, Today.AddDays(91))], Today));
    }

    [Theory]
    [InlineData("T7123456789012", null)]
    [InlineData("ｔ７１２３-４５６７８９０１２", null)]
    [InlineData("", null)]
    [InlineData("7123456789012", "invoice-number-form")]
    [InlineData("T4011001098993", "invoice-number-other")]
    public void An_invoice_number_is_T_and_the_own_corporate_number(string typed, string? refused) =>
        Assert.Equal(refused, (Company with { InvoiceNumber = typed }).Clean().Check(Number).SingleOrDefault()?.Code);

    [Theory]
    [InlineData(ProofKind.PrivacyMark, 24, false)]
    [InlineData(ProofKind.PrivacyMark, 25, true)]
    [InlineData(ProofKind.GBizIdPrime, 27, false)]
    [InlineData(ProofKind.Ismap, 60, false)]
    public void A_period_longer_than_usual_is_doubted_not_refused(ProofKind kind, int months, bool doubted) =>
        Assert.Equal(doubted, ProofKinds.Doubt(kind, Today, Today.AddMonths(months)) is not null);

    [Fact]
    public void The_standing_s_version_grows_with_each_publication()
    {
        var application = Application();
        Assert.Equal([1L, 2L], new[] { application.NextStanding([]).Version, application.NextStanding([]).Version });
    }

    private static VendorApplication Application() => VendorApplication.Of(Guid.CreateVersion7(), "株式会社試験", "しけん", Number, Now);

    private static Proof ProofOf(ProofKind kind, DateOnly from, DateOnly expires) => Proof.Of(Guid.CreateVersion7(), Guid.CreateVersion7(), new ProofFacts(kind, "1", "機構", "", from, expires), Now);

    private static string? Code(Result result) => result.Refusals.SingleOrDefault()?.Code;
}
