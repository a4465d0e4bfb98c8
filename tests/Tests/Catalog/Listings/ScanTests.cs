using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Marketplace.Catalog;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Catalog.Listings;

/// <summary>With a scanner: nothing leaves quarantine before it has spoken, and what it finds is refused.</summary>
[Trait("Kind", "Db")]
public sealed class ScanTests(ScanApp app) : IClassFixture<ScanApp>
{
    private const string Eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    [Fact]
    public async Task Files_wait_for_the_scanner_and_infected_ones_are_refused()
    {
        var software = await app.PublishedSoftware("検査の製品");
        var offer = await app.PublishedOffer(software, "検査のプラン");
        var seller = await app.SignIn(CatalogApp.Seller);
        var page = $"/listings/{offer}/documents/documents";
        app.Clam.Silent = false;
        var infected = await VendorFiles.Upload(seller, page, "a.pdf", [.. VendorFiles.Pdf, .. Encoding.ASCII.GetBytes(Eicar)], "感染");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, infected.Status);
        Assert.Contains("ウイルスが見つかったため、受け付けませんでした（Eicar-Test-Signature）", infected.Text);
        Assert.Null((await app.Entry(offer)).Answers["documents"]);
        var kept = await app.Inside(async s => await s.GetRequiredService<CatalogDbContext>().Documents.AsNoTracking().SingleAsync(d => d.Title == "感染"));
        Assert.Equal((ScanState.Infected, "Eicar-Test-Signature"), (kept.Scan, kept.Finding));
        Assert.Equal((0L, 1L), (await Scalar($"select count(*) from catalog.document_content where document_id = '{kept.Id}'"), await Scalar($"select count(*) from shared.audit where record = 'catalog.document' and record_id = '{kept.Id}' and after like '%Eicar%'")));

        // Larger than a chunk, and scanned clean at once.
        await VendorFiles.Upload(seller, page, "b.pdf", [.. VendorFiles.Pdf, .. new byte[200_000]], "安全");
        Assert.Equal(VendorFiles.Pdf.Length + 200_000, app.Clam.LastLength);
        var clean = DocumentAnswer.Read((await app.Entry(offer)).Answers["documents"])!.Single();
        Assert.Equal(HttpStatusCode.OK, (await seller.Get(clean.Url)).Status);

        app.Clam.Silent = true;
        await VendorFiles.Upload(seller, page, "c.pdf", VendorFiles.Pdf, "待ち");
        await VendorFiles.Upload(seller, page, "d.pdf", [.. VendorFiles.Pdf, .. Encoding.ASCII.GetBytes(Eicar)], "あとで感染");
        var files = DocumentAnswer.Read((await app.Entry(offer)).Answers["documents"])!;
        Assert.Equal(3, files.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await seller.Get(files[1].Url)).Status);
        Assert.Contains("ウイルス検査を待っています", (await seller.Get(page)).Text);
        Assert.Contains("検査待ち2件", (await (await app.SignIn("admin@operator.example")).Get("/status")).Text);
        await seller.Get($"/listings/{offer}/check");
        await seller.Submit($"/listings/{offer}/check");
        Assert.Contains("ウイルス検査がまだ終わっていません", seller.Text);

        app.Clam.Silent = false;
        await app.Services.GetRequiredService<ScanWaiting>().RunOnce(default);
        Assert.Equal(HttpStatusCode.OK, (await seller.Get(files[1].Url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await seller.Get(files[2].Url)).Status);
        Assert.Equal(0L, await Scalar($"select count(*) from catalog.document_content c join catalog.document d on d.id = c.document_id where d.public_id = '{files[2].Id}'"));
        await seller.Get($"/listings/{offer}/check");
        await seller.Submit($"/listings/{offer}/check");
        Assert.Contains("「あとで感染」からウイルスが見つかりました", seller.Text);
        await seller.Get($"{page}?remove={files[2].Id}");
        await seller.Submit($"{page}?handler=Remove");
        await app.Submit(seller, offer);
    }

    private async Task<object?> Scalar(string sql)
    {
        await using var command = app.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}

/// <summary>The program with a scanner that speaks clamd's INSTREAM over TCP and knows one signature, the EICAR test string.</summary>
public sealed class ScanApp : CatalogApp
{
    internal ClamPeer Clam { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Clam.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Antivirus:Address", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Clam.Port}"));
    }
}

internal sealed class ClamPeer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public ClamPeer()
    {
        listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Hangs up without a word.</summary>
    public bool Silent { get; set; }
    public int LastLength { get; private set; }

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                if (!Silent)
                    await Answer(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command);
        using var file = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            if (BinaryPrimitives.ReadInt32BigEndian(length) is not (> 0 and var next))
                break;
            var chunk = new byte[next];
            await stream.ReadExactlyAsync(chunk);
            file.Write(chunk);
        }

        LastLength = (int)file.Length;
        var found = Encoding.Latin1.GetString(file.ToArray()).Contains("EICAR-STANDARD-ANTIVIRUS-TEST-FILE", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(command) != "zINSTREAM\0" ? "UNKNOWN COMMAND\0" : found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0"));
    }
}
