using Marketplace.Shared;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Host;

/// <summary>What the OpenAPI document says beyond the endpoints' own declarations: how to sign in, the Idempotency-Key, and the value types as they are written.</summary>
internal static class ApiDocument
{
    private const string Bearer = "token";

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Marketplace";
            document.Info.Description = """
                Amounts are whole yen, dates are days in Japan (2026-11-20). Errors are Problem Details (RFC 9457) with a stable `code`, and `errors` by field.
                Messages are Japanese, or English with `Accept-Language: en`. A POST carries an `Idempotency-Key`; a repeat with the same key within seven days
                gets the first answer. Tokens are made on the page /tokens by an organisation's administrator and act in one role.
                """;
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token, mp_…" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.HttpMethod == HttpMethods.Post)
            {
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key", In = ParameterLocation.Header, Required = true, Description = "Made by the client for this one act, e.g. a UUID; the same when repeating it.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                });
            }

            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiresAttribute>().FirstOrDefault() is { } requires && !PolicyTable.May(Role.Visitor, requires.Act))
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
                operation.Description = $"For: {string.Join(", ", Enum.GetValues<Role>().Where(role => PolicyTable.May(role, requires.Act)))}.";
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(Money))
                (schema.Type, schema.Format, schema.Description) = (JsonSchemaType.Integer, "int64", "Whole yen.");
            else if (type == typeof(FiscalYear))
                (schema.Type, schema.Description) = (JsonSchemaType.Integer, "Fiscal year: 2026 is 2026-04-01 to 2027-03-31.");
            else if (type == typeof(LocalGovernmentCode) || type == typeof(CorporateNumber) || type == typeof(InvoiceRegistrationNumber))
                schema.Type = JsonSchemaType.String;
            return Task.CompletedTask;
        });
    }
}
