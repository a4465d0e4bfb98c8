using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Marketplace.Shared;

/// <summary>An A4 paper as PDF, built from the top: title, facts, tables; pages are numbered. Japanese needs a TrueType font on the machine (IPAex Gothic; infra/setup.sh installs it):
/// ask <see cref="CanBeMade"/> first.</summary>
public sealed class PaperFile
{
    /// <summary>Where distributions put IPAex Gothic or the IPA Gothic before it (IPA Font License; only what a document uses is put into it).</summary>
    private static readonly string[] Fonts =
    [
        "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf", "/usr/share/fonts/ipaexfont/ipaexg.ttf", "/usr/share/fonts/ipa-ex-gothic-fonts/ipaexg.ttf",
        "/usr/share/fonts/opentype/ipafont-gothic/ipagp.ttf", "/usr/share/fonts/ipa-gothic/ipag.ttf",
    ];

    private static readonly Lazy<byte[]?> Font = new(Find);
    private const double Margin = 48, Small = 8.5, Usual = 9.5, Large = 15, Leading = 1.5;

    private readonly PdfDocument document = new();
    private readonly string foot;
    private XGraphics page = null!;
    private double y;

    /// <param name="foot">Stands at the foot of every page, before the page's number.</param>
    /// <exception cref="InvalidOperationException">The machine has no Japanese TrueType font.</exception>
    public PaperFile(string title, string foot)
    {
        if (!CanBeMade)
            throw new InvalidOperationException("This machine has no Japanese TrueType font for PDF files; install fonts-ipaexfont-gothic.");
        document.Info.Title = title;
        this.foot = foot;
        Turn();
        Write(title, Large, Margin, Width);
        y += 6;
    }

    public const string ContentType = "application/pdf";

    /// <summary>Whether this machine has a font to write Japanese with.</summary>
    public static bool CanBeMade => Font.Value is not null;

    private double Width => page.PageSize.Width - (2 * Margin);

    private double Bottom => page.PageSize.Height - Margin - 14;

    public PaperFile Heading(string text)
    {
        Room(40);
        y += 10;
        Write(text, 11.5, Margin, Width);
        y += 2;
        return this;
    }

    public PaperFile Text(string text)
    {
        Write(text, Usual, Margin, Width);
        return this;
    }

    /// <summary>Terms with their values beside them.</summary>
    public PaperFile Facts(IEnumerable<(string Term, string Value)> facts) => Rows([.. facts.Select(f => new[] { f.Term, f.Value })], [0.27, 0.73], Usual);

    /// <param name="shares">Of the width, for each column; together 1.</param>
    public PaperFile Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<double> shares) => Rows([head, .. rows], shares, Small);

    public byte[] Save()
    {
        page.Dispose();
        for (var i = 0; i < document.PageCount; i++)
        {
            using var on = XGraphics.FromPdfPage(document.Pages[i], XGraphicsPdfPageOptions.Append);
            var font = Face(7.5);
            on.DrawString(foot, font, XBrushes.Black, new XPoint(Margin, on.PageSize.Height - Margin + 6));
            on.DrawString($"{i + 1}/{document.PageCount}", font, XBrushes.Black, new XRect(0, on.PageSize.Height - Margin - 4, on.PageSize.Width - Margin, 12), XStringFormats.TopRight);
        }

        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    private PaperFile Rows(IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<double> shares, double size)
    {
        const double pad = 4;
        foreach (var row in rows)
        {
            var cells = row.Select((text, i) => Lines(text, size, (Width * shares[i]) - (2 * pad))).ToArray();
            var height = (cells.Max(c => c.Count) * size * Leading) + (2 * pad);
            // A row longer than a page is let run on to the next; others stay together.
            if (height < Bottom - Margin)
                Room(height);
            page.DrawLine(XPens.Gray, Margin, y, Margin + Width, y);
            var (top, x) = (y + pad, Margin);
            for (var i = 0; i < cells.Length; i++)
            {
                y = top;
                foreach (var line in cells[i])
                    Line(line, size, x + pad);
                x += Width * shares[i];
            }

            y = top + height - pad;
        }

        page.DrawLine(XPens.Gray, Margin, y, Margin + Width, y);
        y += 4;
        return this;
    }

    private void Write(string text, double size, double x, double width)
    {
        foreach (var line in Lines(text, size, width))
            Line(line, size, x);
    }

    private void Line(string line, double size, double x)
    {
        Room(size * Leading);
        page.DrawString(line, Face(size), XBrushes.Black, new XPoint(x, y + size));
        y += size * Leading;
    }

    /// <summary>Japanese may be broken between any two characters.</summary>
    private List<string> Lines(string text, double size, double width)
    {
        var font = Face(size);
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            for (var e = System.Globalization.StringInfo.GetTextElementEnumerator(paragraph); e.MoveNext();)
            {
                var longer = line + e.GetTextElement();
                if (line.Length > 0 && page.MeasureString(longer, font).Width > width)
                {
                    lines.Add(line);
                    line = e.GetTextElement();
                }
                else
                {
                    line = longer;
                }
            }

            lines.Add(line);
        }

        return lines;
    }

    private void Room(double height)
    {
        if (y + height > Bottom)
            Turn();
    }

    private void Turn()
    {
        page?.Dispose();
        var next = document.AddPage();
        next.Size = PdfSharp.PageSize.A4;
        page = XGraphics.FromPdfPage(next);
        y = Margin;
    }

    private static XFont Face(double size) => new(OneFont.Name, size);

    private static byte[]? Find()
    {
        if (Fonts.FirstOrDefault(File.Exists) is not { } path)
            return null;
        GlobalFontSettings.FontResolver = new OneFont();
        return File.ReadAllBytes(path);
    }

    private sealed class OneFont : IFontResolver
    {
        public const string Name = "Gothic";

        public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(Name);

        public byte[] GetFont(string faceName) => Font.Value!;
    }
}
