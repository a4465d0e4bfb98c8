using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Shared;

/// <summary>Idempotency-Key (draft-ietf-httpapi-idempotency-key-header) for every POST under /api, whatever the endpoint: missing 400, the same key with
/// another request 422, still running 409, the same key and request the first answer again, with the header Idempotent-Replayed.
/// <para>An answer is stored only after the handler gave it. If the process dies between the act and that, the repeat runs the handler again, which
/// knows the act by its <see cref="OperationId"/>; so no success is ever answered for work not done, and none is done twice.</para></summary>
internal sealed class Idempotency(RequestDelegate next, AnswerStore answers)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200, LargestBody = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, CurrentActor current)
    {
        if (!ApiResult.IsApi(context.Request) || !HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint() is not RouteEndpoint)
        {
            await next(context);
            return;
        }

        if (KeyOf(context.Request) is not { } key)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, Refusal.Invalid(Header, "idempotency-key-missing",
                "Idempotency-Keyヘッダーに、この操作のために作った値（UUIDなど{0}文字以内）を入れてください。やり直すときは同じ値を送ります。", LongestKey));
            return;
        }

        var claim = await answers.Claim(new KeyOwner(current.Value.OrganisationId, current.Value.PersonId ?? Guid.Empty, key), await HashOf(context), context.RequestAborted);
        await (claim switch
        {
            Claim.Mine mine => Run(context, mine),
            Claim.Answered { Answer: var answer } => Replay(context, answer),
            Claim.Running => Refuse(context, StatusCodes.Status409Conflict, Refusal.Conflict("still-running", "同じIdempotency-Keyの要求を処理しています。少し待ってから、もう一度送ってください。"), retryAfter: "1"),
            _ => Refuse(context, StatusCodes.Status422UnprocessableEntity, Refusal.Invalid(Header, "idempotency-key-reused",
                "このIdempotency-Keyは、内容の違う要求ですでに使われています。新しい操作には新しい値を使ってください。")),
        });
    }

    private async Task Run(HttpContext context, Claim.Mine mine)
    {
        context.Items[typeof(OperationId)] = new OperationId(mine.Operation);
        var body = context.Response.Body;
        await using var written = new MemoryStream();
        context.Response.Body = written;
        try
        {
            await next(context);
        }
        catch
        {
            await answers.Forget(mine);
            throw;
        }
        finally
        {
            context.Response.Body = body;
        }

        // A fault of ours says nothing about the act; the repeat shall try again.
        if (context.Response.StatusCode >= 500)
            await answers.Forget(mine);
        else
            await answers.Store(mine, new StoredAnswer(context.Response.StatusCode, context.Response.ContentType, written.ToArray()));
        written.Position = 0;
        await written.CopyToAsync(body, context.RequestAborted);
    }

    private static async Task Replay(HttpContext context, StoredAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers["Idempotent-Replayed"] = "true";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Task Refuse(HttpContext context, int status, Refusal refusal, string? retryAfter = null)
    {
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return ApiResult.Refused(status, refusal).ExecuteAsync(context);
    }

    /// <summary>The draft's structured string has quotes; many clients send none.</summary>
    private static string? KeyOf(HttpRequest request)
    {
        var typed = request.Headers[Header];
        var key = typed.Count == 1 ? typed[0]!.Trim() : "";
        if (key is ['"', .. var inner, '"'])
            key = inner;
        return key.Length is > 0 and <= LongestKey && key.All(c => c is > ' ' and <= '~' and not '"') ? key : null;
    }

    /// <summary>What makes two requests the same: method, address and body, byte by byte.</summary>
    private static async Task<byte[]> HashOf(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestBody;
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var chunk = new byte[8192];
        while (await request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and var count)
            hash.AppendData(chunk, 0, count);
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}

/// <summary>The id of what a POST asks for, made from who asks, the Idempotency-Key and the request: the entity's key or the account's operation id.
/// A repeat has the same, nobody else ever has. Endpoints take it as a parameter.</summary>
public sealed record OperationId(Guid Value)
{
    public static ValueTask<OperationId?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Items[typeof(OperationId)] as OperationId);
}
