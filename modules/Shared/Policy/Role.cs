namespace Marketplace.Shared;

/// <summary>What a person may act as. A person holds roles per organisation and acts as exactly one of them at a time.</summary>
public enum Role
{
    /// <summary>Nobody signed in: the public catalogue and open data.</summary>
    Visitor,

    /// <summary>担当者 of a body: searches, runs cases, files demand.</summary>
    Requester,

    /// <summary>決裁者 of a body: approves what a requester prepared; never the same person for the same case.</summary>
    Approver,

    /// <summary>会計 of a body: budget, acceptance (検収), payment.</summary>
    Accountant,

    /// <summary>Administrator of a body: its people, settings and tokens.</summary>
    BodyAdmin,

    /// <summary>登録開発者: describes software.</summary>
    Maker,

    /// <summary>登録販売者: offers software at a price, delivers, invoices.</summary>
    Seller,

    /// <summary>Administrator of a vendor: everything its makers and sellers may do, and its people and tokens.</summary>
    VendorAdmin,

    /// <summary>Operator's reviewer: certifies vendors, approves listings.</summary>
    Reviewer,

    /// <summary>Operator's finance desk: invoices, statements, settlement.</summary>
    Finance,

    /// <summary>Operator's help desk: reads, retries messages, unlocks people.</summary>
    Support,

    /// <summary>Operator's auditor: reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Operator's administrator.</summary>
    OperatorAdmin,
}

/// <summary>What kind of organisation somebody acts for.</summary>
public enum OrganisationKind
{
    /// <summary>市区町村 (and, entered by hand, a union of them).</summary>
    Municipality,

    /// <summary>都道府県.</summary>
    Prefecture,

    /// <summary>事業者: a maker or seller.</summary>
    Vendor,

    /// <summary>運営者: who runs this marketplace.</summary>
    Operator,
}
