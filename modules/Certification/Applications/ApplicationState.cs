namespace Marketplace.Certification;

/// <summary>Where a vendor's application for certification stands.</summary>
internal enum ApplicationState
{
    /// <summary>準備中: the vendor fills it in; nobody else sees it.</summary>
    Draft,

    /// <summary>審査中: submitted, locked, waits for a reviewer.</summary>
    Submitted,

    /// <summary>差戻し: the reviewer commented; the vendor corrects and submits again.</summary>
    Returned,

    /// <summary>認証済: may be contracted with while an information-security proof is valid.</summary>
    Certified,

    /// <summary>停止: was certified; its offers are hidden and nobody may contract until a reviewer reinstates it.</summary>
    Suspended,
}

/// <summary>The states in the office's words (keys of their English twins).</summary>
internal static class ApplicationStates
{
    public static string Word(this ApplicationState state) => state switch
    {
        ApplicationState.Draft => "準備中",
        ApplicationState.Submitted => "審査中",
        ApplicationState.Returned => "差戻し",
        ApplicationState.Certified => "認証済",
        ApplicationState.Suspended => "停止中",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Chip colour.</summary>
    public static string Chip(this ApplicationState state) => state switch
    {
        ApplicationState.Draft => "neutral",
        ApplicationState.Submitted => "info",
        ApplicationState.Returned => "warn",
        ApplicationState.Certified => "good",
        ApplicationState.Suspended => "bad",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
