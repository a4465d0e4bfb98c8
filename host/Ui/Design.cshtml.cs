using Marketplace.Shared;
using Marketplace.Shared.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Host.Ui;

/// <summary>All components in every state, for whoever works on them; not there for users. Its words are samples and have no English.</summary>
[Requires(Act.Browse)]
public sealed class DesignModel(IHostEnvironment environment, IConfiguration configuration) : MarketplacePage
{
    [BindProperty]
    public Sample Input { get; set; } = new();

    public DateOnly Day { get; } = new(2026, 11, 21);
    public DateTimeOffset Instant { get; } = new(2027, 2, 28, 8, 0, 0, TimeSpan.Zero);

    public Option[] Kinds { get; } =
    [
        new("quotes", "相見積", "3者以上から見積書を取ります。"),
        new("negotiated", "随意契約", "政令で定めた額以下のときに選べます。"),
        new("joint", "共同調達"),
    ];

    public Option[] Facets { get; } = [new("lgwan", "LGWANで使える", Count: 128), new("ismap", "ISMAPに登録済み", Count: 42), new("api", "APIがある", Count: 1_204)];

    public Step[] Steps { get; } =
    [
        new("準備", StepState.Done, "10月1日 青空市", "#"),
        new("募集", StepState.Done, "11月10日まで"),
        new("選定", StepState.Current, "11月30日まで・幹事"),
        new("参加の決裁", StepState.Blocked, "青空市の予算の配当を待っています"),
        new("契約", StepState.Next, "1月15日の予定"),
    ];

    public TaskItem[] Sections { get; } =
    [
        new("会社の概要", "#", "入力済み", "good"),
        new("セキュリティの申告", "#", "あと3問", "warn", "26問中23問に答えています"),
        new("証明書", "#", "未入力"),
        new("申請", null, "まだ始められません", Hint: "すべての節に答えると申請できます"),
    ];

    public Bar[] Bars { get; } =
    [
        new("電算システム運用費", [4_200_000, 2_000_000, 1_100_000, 600_000], 12_000_000),
        new("使用料及び賃借料", [980_000, 0, 3_600_000, 0], 5_000_000),
        new("東京都市町村総合事務組合および構成団体の広域連合", [123_456_789, 20_000_000, 0, 9_876_543], 200_000_000),
    ];

    public HistoryItem[] History { get; } =
    [
        new(new DateTimeOffset(2026, 11, 20, 1, 30, 0, TimeSpan.Zero), "青空市 鈴木 一郎（決裁者）", "差し戻しました。", "比較表に運用費が入っていません。"),
        new(new DateTimeOffset(2026, 11, 19, 8, 5, 0, TimeSpan.Zero), "青空市 佐藤 花子（担当者）", "起案しました。"),
    ];

    public AppliedFilter[] Applied { get; } = [new("LGWANで使える", "#"), new("月額10万円以下", "#")];

    public Tab[] Tabs { get; } = [new("概要", "#", true), new("見積", "#", Count: 3), new("書類", "#", Count: 12)];

    public Stamp[] Stamps { get; } = [new("市長"), new("部長", "鈴木", new DateOnly(2026, 11, 20)), new("課長", "高橋", new DateOnly(2026, 11, 19)), new("係長", "田中", new DateOnly(2026, 11, 19))];

    private bool Shown => environment.IsDevelopment() || configuration.GetValue<bool>("DesignPage");

    public IActionResult OnGet(bool wrong = false, bool paper = false)
    {
        if (!Shown)
            return NotFound();
        if (paper)
            ViewData["Paper"] = true;
        return wrong ? OnPost() : Page();
    }

    public IActionResult OnPost() => !Shown ? NotFound() : Answer(
        Result.No(
            Refusal.Invalid("Input.Title", "required", "件名を入力してください。"),
            Refusal.Invalid("Input.End", "end-before-start", "契約終了日は開始日より後の日付にしてください。"),
            Refusal.Invalid("Input.Kind", "required", "調達の方法を選んでください。"),
            Refusal.Invalid("answers[backup]", "required", "バックアップの頻度を入力してください。"),
            Refusal.Conflict("over-budget", "予算の残りが足りません。")),
        Page);

    public sealed class Sample
    {
        public Guid Id { get; set; }
        public string? Title { get; set; } = "文書管理システム";
        public string? Reason { get; set; }
        public int? Users { get; set; } = 320;
        public Money? Price { get; set; } = new(1_200_000);
        public DateOnly? End { get; set; } = new(2027, 3, 31);
        public string? Kind { get; set; }
        public string[] Needs { get; set; } = ["lgwan"];
        public bool Agreed { get; set; }
    }
}
