using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>The next thing to do: by whom, until when, and the page for it if it is the reader's turn.</summary>
/// <param name="Text">Key of <see cref="Texts"/>: what is to be done and why.</param>
/// <param name="Action">Verb of the button; null when it is not the reader's turn.</param>
internal sealed record JointNext(string? Who, DateOnly? Due, string Text, string? Action = null, string? Url = null)
{
    public bool Mine => Action is not null;

    public static JointNext Of(JointView view) => view.State switch
    {
        JointState.Gathering => Gathering(view),
        JointState.Offering => Offering(view),
        JointState.Evaluating => Evaluating(view),
        JointState.Awarded => new(null, null, "決定した負担額で、団体ごとの契約を結んでいます。数秒で終わります。画面を開き直してください。"),
        JointState.Concluded => view.OwnContract is { } contract
            ? new(view.Reader.OrganisationName, null, "自団体の契約が成立しました。契約の画面で履行と検収を進めてください。", "契約を見る", $"/contracts/{contract}")
            : new(null, null, "すべての団体の契約が成立しました。"),
        JointState.Cancelled => new(null, null, "この共同調達は中止されました。確保されていた予算はすべて戻されます。"),
        _ => throw new InvalidOperationException($"Unknown state {view.State}."),
    };

    private static JointNext Gathering(JointView view)
    {
        var (joint, own, reader) = (view.Joint, view.Own, view.Reader);
        var open = joint.DemandClosed(view.Now) is null;
        var all = joint.Committed.Count >= 2 && joint.Participants.All(p => p.State is ParticipantState.Committed or ParticipantState.Withdrawn);
        if (view.IsLead && reader.May(Act.LeadJointProcurements) && (!open || all))
            return new(reader.OrganisationName, joint.OfferDeadline, "需要を確定し、登録販売者の申込を受け付けてください。", "申込受付へ進む", $"{view.Url}/call");
        if (open && reader.May(Act.FileDemand) && own is null or { State: ParticipantState.Refused } && reader.IsBody)
        {
            return own is null
                ? new(reader.OrganisationName, joint.DemandDeadline, "自団体の利用者数・人口・利用開始月と上限額を届け出ると、参加の手続きが始まります。", "需要を届け出る", $"{view.Url}/demand")
                : new(reader.OrganisationName, joint.DemandDeadline, "予算が足りず参加が決まっていません。上限額を見直すか、配当を受けてから、もう一度届け出てください。", "届出を直す", $"{view.Url}/demand");
        }

        if (open && reader.May(Act.CommitDemand) && own is { State: ParticipantState.Filed or ParticipantState.Refused })
            return new(reader.OrganisationName, joint.DemandDeadline, "届出の内容を確かめ、参加を決裁してください。決裁すると上限額の予算が確保されます。", "参加を決裁する", $"{view.Url}/commit");
        return open
            ? new("各団体", joint.DemandDeadline, "各団体が需要を届け出て、参加を決裁します。")
            : new(joint.LeadName, null, "届出の期限が過ぎました。幹事が需要を確定し、申込の受付を始めます。");
    }

    private static JointNext Offering(JointView view) => view.Reader.May(Act.OfferToJointProcurements)
        ? view.OwnOffer is null
            ? new(view.Reader.OrganisationName, view.Joint.OfferDeadline, "期限までに、参加団体すべてに適用する価格を申し込んでください。期限まで、ほかの人には見えません。", "申し込む", $"{view.Url}/offer")
            : new(view.Reader.OrganisationName, view.Joint.OfferDeadline, "申込を受け付けています。期限までは変更できます。", "申込を見る・変更する", $"{view.Url}/offer")
        : new("登録販売者", view.Joint.OfferDeadline, "登録販売者の申込を受け付けています。内容は期限が過ぎるまで誰にも見えません。");

    private static JointNext Evaluating(JointView view) =>
        view.IsLead && view.Reader.May(Act.AwardJointProcurements)
            ? new(view.Reader.OrganisationName, null, "申込と各団体の負担額を確かめ、理由を添えて決定してください。", "決定する", $"{view.Url}/award")
        : view.SeesOffers && view.IsLead
            ? new(view.Reader.OrganisationName, null, "申込が開かれました。各団体の負担額を比べ、決裁者に決定を求めてください。", "申込と負担額を比べる", $"{view.Url}/evaluate")
        : new(view.Joint.LeadName, null, "幹事が申込を評価し、決定します。");

    /// <summary>What else the reader may do here, besides the next thing: text and address.</summary>
    public static IEnumerable<(string Text, string Url)> Others(JointView view)
    {
        var (joint, own, reader) = (view.Joint, view.Own, view.Reader);
        var open = joint.DemandClosed(view.Now) is null;
        if (open && reader.IsBody && reader.May(Act.FileDemand) && own is null or { State: ParticipantState.Filed or ParticipantState.Refused or ParticipantState.Withdrawn })
            yield return (own is null ? "需要を届け出る" : "届出を直す", $"{view.Url}/demand");
        if (open && reader.May(Act.FileDemand) && own is { State: ParticipantState.Filed or ParticipantState.Refused or ParticipantState.Committed })
            yield return ("参加を辞退する", $"{view.Url}/withdraw");
        if (view.SeesOffers)
            yield return ("申込と負担額を比べる", $"{view.Url}/evaluate");
        if (view.OwnOffer is not null && view.State != JointState.Offering)
            yield return ("自社の申込を見る", $"{view.Url}/offer");
        if (view.IsLead && reader.May(Act.LeadJointProcurements) && joint.ExtensionClosed() is null)
            yield return ("期限を延ばす", $"{view.Url}/extend");
        if (view.IsLead && reader.May(Act.LeadJointProcurements) && view.State is JointState.Gathering or JointState.Offering or JointState.Evaluating)
            yield return ("共同調達を中止する", $"{view.Url}/cancel");
    }
}
