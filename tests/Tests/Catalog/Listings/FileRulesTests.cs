using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Catalog;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

/// <summary>What files are taken for, by their content alone; and what a spreadsheet's row becomes.</summary>
[Trait("Kind", "Fast")]
public sealed class FileRulesTests
{
    private static readonly CategoryTree Categories = new(SeedSet.Leaves.Select(l => Category.Of(l, l[..2])));

    public static TheoryData<byte[], string> Good => new()
    {
        { VendorFiles.Pdf, "a.pdf" },
        { VendorFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")), "a.odt" },
        { VendorFiles.Zip(("[Content_Types].xml", "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")), "a.docx" },
        { VendorFiles.Workbook(["a"]), "a.xlsx" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void The_content_decides_the_ending(byte[] bytes, string name) => Assert.Equal(name, FileTypes.Sniff("f", "C:\\x\\a.exe", bytes).Value.Name);

    public static TheoryData<byte[], string> Bad => new()
    {
        { [], "file-empty" },
        { Encoding.UTF8.GetBytes("<html>"), "file-type" },
        { [0x4D, 0x5A, 0x90], "file-type" },
        { VendorFiles.Zip(("a.txt", "x")), "file-type" },
        { VendorFiles.Zip(("mimetype", "application/epub+zip")), "file-type" },
        { VendorFiles.Zip(("[Content_Types].xml", "<Types ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>")), "file-macros" },
        { VendorFiles.Zip(("[Content_Types].xml", "wordprocessingml.document.main+xml"), ("word/vbaProject.bin", "x")), "file-macros" },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "file-old-office" },
        { [.. VendorFiles.Pdf, .. new byte[FileTypes.MostBytes]], "file-too-large" },
        { [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "file-type" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Anything_else_is_refused_in_words(byte[] bytes, string code) => Assert.Equal(code, FileTypes.Sniff("f", "a.pdf", bytes).Refusals.Single().Code);

    [Theory]
    [InlineData("stream: OK\0", "Clean", null)]
    [InlineData("stream: Eicar-Signature FOUND\0", "Infected", "Eicar-Signature")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", "Unreachable", "INSTREAM size limit exceeded. ERROR")]
    [InlineData("", "Unreachable", "")]
    public void The_scanner_is_understood(string answer, string outcome, string? finding)
    {
        var verdict = VirusScanner.Read(answer);
        Assert.Equal((outcome, finding), (verdict.Outcome.ToString(), verdict.Finding));
    }

    [Fact]
    public void A_row_in_the_words_of_the_template_becomes_the_answers()
    {
        var answers = SeedSet.OfferAnswers();
        var columns = ImportColumns.Of(EntryKind.Offer, SeedSet.Set, Categories);
        var row = Assert.Single(ImportFile.Read([[.. columns.Select(c => c.Head)], [.. columns.Select(c => Cell(c, answers))]], EntryKind.Offer, SeedSet.Set, Categories).Value);
        Assert.Empty(row.Faults.Select(f => $"{f.Column}: {f.Refusal.Text}"));
        foreach (var (id, answer) in answers)
            Assert.True(JsonNode.DeepEquals(answer, row.Answers[id]), $"{id}: {answer?.ToJsonString()} / {row.Answers.GetValueOrDefault(id)?.ToJsonString()}");
    }

    [Fact]
    public void Workbooks_are_read_without_readings_and_with_their_row_numbers()
    {
        var table = ImportTable.Read("f", VendorFiles.Workbook(["名称", "二"], ["文書管理", 46113], [null, 0.5])).Value;
        Assert.Equal([["名称", "二"], ["文書管理", "46113"], [], ["", "0.5"]], table);
        Assert.Equal("file-old-excel", ImportTable.Read("f", [0xD0, 0xCF, 0x11, 0xE0]).Refusals[0].Code);
        Assert.Equal("file-unreadable", ImportTable.Read("f", VendorFiles.Zip(("a", "b"))).Refusals[0].Code);
        Assert.Equal("file-unreadable", ImportTable.Read("f", Encoding.Unicode.GetBytes("a,b")).Refusals[0].Code);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Assert.Equal([["名称", "髙﨑"], ["①", "a\nb"]], ImportTable.Read("f", Encoding.GetEncoding(932).GetBytes("名称,髙﨑\r\n①,\"a\nb\"\r\n")).Value);
        Assert.Equal([["名称"]], ImportTable.Read("f", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("名称\r\n")]).Value);
    }

    [Theory]
    [InlineData("提供開始日", "46113", "")]
    [InlineData("提供開始日", "来年", "not-a-date")]
    [InlineData("日本語でのサポート", "たぶん", "unknown-option")]
    [InlineData("サポートの受付時間", "いつでも", "unknown-option")]
    [InlineData("月額の段階（円・税抜）", "0：千円", "not-a-number")]
    [InlineData("知らない列", "x", "import-strange-heads")]
    public void A_wrong_cell_is_named_by_its_column(string head, string cell, string code)
    {
        var naming = VendorFiles.Head(EntryKind.Offer, "offerName");
        var read = ImportFile.Read([["販売するソフトウェア", naming, head], ["x", "プラン", cell]], EntryKind.Offer, SeedSet.Set, Categories);
        var faults = read.Ok ? read.Value[0].Faults.Select(f => (f.Column, f.Refusal.Code)).ToList() : [.. read.Refusals.Select(r => (head, r.Code))];
        if (code.Length == 0)
            Assert.Equal("2026-04-01", AnswerRules.AsText(read.Value[0].Answers["offerFrom"]));
        else
            Assert.Contains((head, code), faults);
    }

    /// <summary>The template's words for an answer.</summary>
    private static string Cell(ImportColumn column, JsonObject answers)
    {
        if (column.Field == ImportColumns.SoftwareField)
            return "x";
        var question = SeedSet.Set.Find(column.Field["answers[".Length..].Split(']')[0])!;
        var answer = answers[question.Id];
        string Words(string value) => question.Option(value)?.Ja ?? value;
        return (question.Kind, answer) switch
        {
            (_, null) => "",
            (QuestionKind.YesNo, _) => answer.GetValue<bool>() ? "はい" : "いいえ",
            (QuestionKind.Radios, _) => Words(answer.GetValue<string>()),
            (QuestionKind.Table, _) => string.Join('\n', answer.AsArray().Select(r => string.Join('｜', question.Columns!.Select(c => r![c.Id]?.ToString())))),
            (QuestionKind.Checkboxes or QuestionKind.Tree, _) => string.Join("、", AnswerRules.AsTexts(answer)!.Select(Words)),
            (QuestionKind.List or QuestionKind.Category, _) => string.Join('\n', AnswerRules.AsTexts(answer)!),
            (QuestionKind.PricePlan, _) => column.Field.Split('.')[1] switch
            {
                "tiers" => string.Join('\n', answer["tiers"]!.AsArray().Select(t => $"{t!["from"]}：{t["monthlyYen"]}円")),
                "basis" => PricePlanAnswer.Read(answer)!.Basis switch { Marketplace.Shared.PriceBasis.Users => "利用者数", Marketplace.Shared.PriceBasis.Population => "人口規模", Marketplace.Shared.PriceBasis.Bodies => "団体数", _ => "定額" },
                var part => answer[part]!.ToString(),
            },
            _ => answer.GetValueKind() == System.Text.Json.JsonValueKind.String ? answer.GetValue<string>() : answer.ToJsonString(),
        };
    }
}
