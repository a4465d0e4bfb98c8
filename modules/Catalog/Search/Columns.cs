using System.Buffers.Binary;
using System.Security.Cryptography;
using Marketplace.Shared;

namespace Marketplace.Catalog.Search;

/// <summary>What filtering, counting, ordering and a line of the results need to know of one offer.</summary>
internal sealed record ColumnRow(
    int Number, bool Removed, Guid OfferId, Guid SellerId, string[] Categories, string[] FilterValues, PricePlan Price, DateTimeOffset PublishedAt, string SortName,
    OfferLine? Line = null)
{
    public static readonly PricePlan NoPrice = new(Money.Zero, PriceBasis.Flat, [new PriceTier(0, Money.Zero)], 1, 0);

    public OfferLine Shown => Line ?? OfferLine.None;

    /// <summary>Yen a month without tax for that size.</summary>
    public long Monthly(int users, int population) => Price.MonthlyFor(users, population).Yen;
}

/// <summary>What a line of the results shows.</summary>
internal sealed record OfferLine(string PublicId, int Version, string Name, string OfferName, string Summary, string SellerName)
{
    public static readonly OfferLine None = new("", 0, "", "", "", "");
}

/// <summary>All published offers as columns in memory, at one position: counts and filters are a few operations on bitmaps instead of queries.
/// Immutable; a change makes a new one that shares what stayed the same.</summary>
internal sealed class Columns
{
    public static readonly Columns Empty = new();

    private readonly Dictionary<string, Bitmap> values;
    private readonly Dictionary<Guid, VendorStanding> standings;
    private readonly Bitmap live;
    private DayView? today;
    private NameList? names;

    private Columns()
        : this(-1, [], new Dictionary<string, Bitmap>(StringComparer.Ordinal), TextIndex.Empty, [], new Bitmap(0))
    {
    }

    private Columns(long position, ColumnRow?[] rows, Dictionary<string, Bitmap> values, TextIndex text, Dictionary<Guid, VendorStanding> standings, Bitmap live)
    {
        (Position, Rows, this.values, Text, this.standings, this.live) = (position, rows, values, text, standings, live);
        Visible = new Bitmap(rows.Length);
        foreach (var number in live.ToArray())
        {
            // Publishing withdraws a suspended seller's offers too; this hides them all at once. Before the first word on a seller nothing speaks against it.
            if (!standings.TryGetValue(rows[number]!.SellerId, out var standing) || standing.Certified)
                Visible.Set(number);
        }
    }

    /// <summary>Up to which change of the index this is; -1: nothing was read yet.</summary>
    public long Position { get; }

    /// <summary>By document number; null where there is none.</summary>
    public ColumnRow?[] Rows { get; }

    /// <summary>Their words.</summary>
    public TextIndex Text { get; }

    /// <summary>Names of software and sellers, for suggestions.</summary>
    public NameList Names => names ??= new NameList(Visible.ToArray().Select(n => Rows[n]!));

    /// <summary>Published offers, without those of sellers that are suspended.</summary>
    public Bitmap Visible { get; }

    /// <summary>Offers with that value ("question=value") or category ("category=0101", groups too).</summary>
    public Bitmap With(string value) => values.TryGetValue(value, out var bitmap) ? bitmap : new Bitmap(0);

    public IReadOnlyCollection<VendorStanding> Standings => standings.Values;

    public VendorStanding? Standing(Guid sellerId) => standings.GetValueOrDefault(sellerId);

    /// <summary>What depends on the day; computed once per day.</summary>
    public DayView On(DateOnly day) => today is { } known && known.Day == day ? known : today = new DayView(this, day);

    /// <param name="texts">Of those that are changed and not removed.</param>
    public Columns Changed(
        long position, IReadOnlyCollection<ColumnRow> changed, IReadOnlyCollection<VendorStanding> changedStandings, IReadOnlyCollection<DocumentText>? texts = null)
    {
        var size = Math.Max(Rows.Length, changed.Count == 0 ? 0 : changed.Max(r => r.Number) + 1);
        var rows = new ColumnRow?[size];
        Rows.CopyTo(rows, 0);
        var bitmaps = values.ToDictionary(v => v.Key, v => v.Value.Copy(size), StringComparer.Ordinal);
        var nowLive = live.Copy(size);
        foreach (var row in changed)
        {
            foreach (var value in rows[row.Number] is { } old ? ValuesOf(old) : [])
                bitmaps[value].Clear(row.Number);
            rows[row.Number] = row;
            if (row.Removed)
            {
                nowLive.Clear(row.Number);
                continue;
            }

            nowLive.Set(row.Number);
            foreach (var value in ValuesOf(row))
            {
                if (!bitmaps.TryGetValue(value, out var bitmap))
                    bitmaps[value] = bitmap = new Bitmap(size);
                bitmap.Set(row.Number);
            }
        }

        var nowStandings = new Dictionary<Guid, VendorStanding>(standings);
        foreach (var standing in changedStandings)
            nowStandings[standing.VendorId] = standing;
        var text = Text.Changed(texts ?? [], [.. changed.Where(r => r.Removed).Select(r => r.Number)]);
        return new Columns(position, rows, bitmaps, text, nowStandings, nowLive);
    }

    private static IEnumerable<string> ValuesOf(ColumnRow row) => row.Removed ? []
        : row.FilterValues.Concat(row.Categories.SelectMany(c => (string[])[CategoryValue(c), CategoryValue(c[..Math.Min(2, c.Length)])])).Distinct(StringComparer.Ordinal);

    public static string CategoryValue(string code) => $"category={code}";

    /// <summary>The columns on one day in Japan.</summary>
    internal sealed class DayView
    {
        public DayView(Columns columns, DateOnly day)
        {
            Day = day;
            Secure = new Bitmap(columns.Rows.Length);
            Lottery = new uint[columns.Rows.Length];
            var secure = columns.standings.Values.Where(s => s.ProvesSecurityOn(day)).Select(s => s.VendorId).ToHashSet();
            Span<byte> ticket = stackalloc byte[20], drawn = stackalloc byte[SHA256.HashSizeInBytes];
            foreach (var row in columns.Rows)
            {
                if (row is null)
                    continue;
                if (secure.Contains(row.SellerId))
                    Secure.Set(row.Number);
                row.OfferId.TryWriteBytes(ticket);
                BitConverter.TryWriteBytes(ticket[16..], day.DayNumber);
                SHA256.HashData(ticket, drawn);
                Lottery[row.Number] = BinaryPrimitives.ReadUInt32BigEndian(drawn);
            }

            Drawn = [.. columns.Rows.OfType<ColumnRow>().Select(r => r.Number).OrderBy(n => Lottery[n]).ThenBy(n => n)];
        }

        public DateOnly Day { get; }

        /// <summary>Offers of sellers with a valid proof of information security.</summary>
        public Bitmap Secure { get; }

        /// <summary>The day's lot of each offer, which orders equals.</summary>
        public uint[] Lottery { get; }

        /// <summary>All numbers in the order of their lots.</summary>
        public int[] Drawn { get; }
    }
}
