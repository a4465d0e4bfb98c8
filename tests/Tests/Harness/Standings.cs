using System.Globalization;
using Marketplace.Certification;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Tests;

/// <summary>Changes a sample vendor's standing as time and the operator would, without the weeks that would take.</summary>
internal static class Standings
{
    /// <summary>Suspends a vendor's certification, or takes that back.</summary>
    public static Task Suspend(this MarketplaceApp app, Guid vendor, bool suspended) =>
        app.Change(vendor, $"update certification.application set state = '{(suspended ? "Suspended" : "Certified")}' where id = $1");

    /// <summary>Lets all proofs of a vendor be so many years older (or younger again).</summary>
    public static Task AgeProofs(this MarketplaceApp app, Guid vendor, int years) =>
        app.Change(vendor, string.Create(CultureInfo.InvariantCulture, $"update certification.proof set valid_from = valid_from - interval '{years} years', expires = expires - interval '{years} years' where vendor_id = $1"));

    private static async Task Change(this MarketplaceApp app, Guid vendor, string sql)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        command.Parameters.Add(new() { Value = vendor });
        await command.ExecuteNonQueryAsync();
        app.Services.GetRequiredService<StandingReader>().Forget(vendor);
    }
}
