namespace Marketplace.Procurement.Contracts;

/// <summary>Contracts in the office's words; every text is a key of <see cref="Shared.Texts"/>.</summary>
internal static class ContractWords
{
    public static string Of(ContractState state) => state switch
    {
        ContractState.Running => "履行中",
        ContractState.Settled => "完了",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    public static string Chip(ContractState state) => state == ContractState.Settled ? "good" : "info";

    /// <summary>A step of the history as a sentence.</summary>
    public static string Of(ContractAct act) => act switch
    {
        ContractAct.Concluded => "{0}の契約が成立しました。",
        ContractAct.Accepted => "{0}を検収しました。",
        ContractAct.Paid => "{0}を支払いました。",
        ContractAct.Settled => "すべての支払が済み、完了しました。使わなかった{0}は予算に戻りました。",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Unknown act."),
    };
}
