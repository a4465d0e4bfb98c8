using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Marketplace.Shared.Ui;

public static class UiServices
{
    /// <summary>What the components need from MVC: Japanese written as such (not as character references, which triple a page's weight),
    /// messages for input that cannot be read in the user's language, amounts as clerks type them, and no hidden "required" rules:
    /// what is required is said by handlers.</summary>
    public static IServiceCollection AddMarketplaceUi(this IServiceCollection services)
    {
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<IConfigureOptions<MvcOptions>, UiMvcOptions>();
        return services;
    }
}

internal sealed class UiMvcOptions(Texts texts) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelBinderProviders.Insert(0, new YenBinderProvider());
        options.ModelBinderProviders.Insert(1, new TextBinderProvider());

        // Evaluated per request, so the language is the user's.
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => texts["「{0}」は読み取れません。形式を確かめて入力し直してください。", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["「{0}」は読み取れません。形式を確かめて入力し直してください。", value]);
        messages.SetValueIsInvalidAccessor(value => texts["「{0}」は読み取れません。形式を確かめて入力し直してください。", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts["入力した内容を読み取れませんでした。もう一度入力してください。"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["入力した内容を読み取れませんでした。もう一度入力してください。"]);
        messages.SetValueMustBeANumberAccessor(_ => texts["数字で入力してください。例：1200"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["数字で入力してください。例：1200"]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["入力してください。"]);
        messages.SetMissingBindRequiredValueAccessor(_ => texts["入力してください。"]);
        messages.SetMissingKeyOrValueAccessor(() => texts["入力してください。"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["入力してください。"]);
    }
}
