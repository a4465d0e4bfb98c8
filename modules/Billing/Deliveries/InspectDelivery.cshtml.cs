using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Billing;

/// <summary>The accountant of the body accepts the delivery or refuses it with a reason.</summary>
[Requires(Act.AcceptDelivery)]
public sealed class InspectDeliveryModel : MarketplacePage
{
    internal Trade Trade { get; private set; } = null!;

    [BindProperty]
    public InspectInput Input { get; set; } = new();

    internal IReadOnlyList<Option> Decisions =>
    [
        new(nameof(InspectDecision.Accept), T["契約のとおりなので、検収する"], T["受注者が請求書を発行できるようになります。予算の執行状況に検収済の額として反映されます。"]),
        new(nameof(InspectDecision.Refuse), T["契約のとおりではないので、差し戻す"], T["受注者に理由が伝わり、直してからもう一度報告できるようになります。"]),
    ];

    public async Task<IActionResult> OnGetAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        if (Trade.Delivery.State != DeliveryState.Reported)
            return Redirect($"/deliveries/{publicId}");
        Input.On = Trade.Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string publicId)
    {
        if (!await Load(publicId))
            return NotFound();
        if (Input.Decision is null)
            ModelState.AddModelError("Input.Decision", T["検収するか差し戻すかを選んでください。"]);
        if (!ModelState.IsValid)
            return Again();
        var result = await Service<InspectDeliveryHandler>().Handle(new InspectDelivery(publicId, Input.Decision == InspectDecision.Accept, Input.On, Input.Remark), Cancel);
        return Answer(result, delivery =>
        {
            Flash(delivery.State == DeliveryState.Accepted
                ? T["検収しました。{0}に知らせました。請求書が届くと「請求」に表示されます。検収は取り消せません。", Trade.Contract.SellerName]
                : T["差し戻しました。{0}に理由を知らせました。直した納品があらためて報告されます。", Trade.Contract.SellerName]);
            return Redirect($"/deliveries/{delivery.PublicId}");
        });
    }

    private async Task<bool> Load(string publicId) =>
        (Trade = (await Service<Trades>().OfDelivery(publicId, Cancel))!) is not null && Trade.Contract.BuyerId == Actor.OrganisationId;
}

public enum InspectDecision
{
    Accept,
    Refuse,
}

public sealed class InspectInput
{
    public InspectDecision? Decision { get; set; }
    public DateOnly On { get; set; }
    public string? Remark { get; set; }
}
