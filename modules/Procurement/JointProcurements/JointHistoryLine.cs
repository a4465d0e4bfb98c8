using System.Globalization;
using Marketplace.Shared;

namespace Marketplace.Procurement;

/// <summary>One line of a joint procurement's history in words, no amounts, no sealed offers.
/// The audit trail has the full change; this is what people read.</summary>
[Derived]
internal sealed class JointHistoryLine
{
    private JointHistoryLine()
    {
    }

    internal JointHistoryLine(Guid procurement, DateTimeOffset at, Actor who, bool inside, string text, object[] args)
    {
        ProcurementId = procurement;
        At = at;
        Inside = inside;
        OrganisationId = who.OrganisationId;
        OrganisationName = who.OrganisationName;
        PersonName = who.PersonName;
        Text = text;
        Args = [.. args.Select(a => a is (DateOnly or DateTimeOffset) and IFormattable date ? date.ToString("O", CultureInfo.InvariantCulture) : Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")];
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid ProcurementId { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>Only for those who see the bodies' numbers (<see cref="JointView.SeesNumbers"/>), and for the organisation itself.</summary>
    public bool Inside { get; private set; }
    public Guid OrganisationId { get; private set; }

    /// <summary>Empty for the system.</summary>
    public string OrganisationName { get; private set; } = "";

    /// <summary>Shown to the own organisation and the operator only.</summary>
    public string PersonName { get; private set; } = "";

    /// <summary>Key of <see cref="Texts"/> with {0}-style places.</summary>
    public string Text { get; private set; } = "";
    public string[] Args { get; private set; } = [];

    /// <summary>The line in the reader's language.</summary>
    public string In(Texts texts) => texts[Text, [.. Args.Select(a =>
        DateOnly.TryParseExact(a, "O", out var day) ? day
        : DateTimeOffset.TryParseExact(a, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant
        : (object)a)]];
}
