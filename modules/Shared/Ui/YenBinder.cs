using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Shared.Ui;

/// <summary>Binds <see cref="Money"/> and <c>Money?</c> from what clerks type: "1,200,000", "１２０００００", "¥1,200", "1,200円". Empty is null.</summary>
internal sealed class YenBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var posted = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (posted == ValueProviderResult.None)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, posted);
        var typed = (posted.FirstValue ?? "").Normalize(NormalizationForm.FormKC).Trim();
        if (Read(typed) is { } yen)
        {
            bindingContext.Result = ModelBindingResult.Success(new Money(yen));
        }
        else if (typed.Length == 0 && bindingContext.ModelMetadata.IsNullableValueType)
        {
            bindingContext.Result = ModelBindingResult.Success(null);
        }
        else
        {
            var texts = bindingContext.HttpContext.RequestServices.GetRequiredService<Texts>();
            bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, typed.Length == 0
                ? texts["金額を入力してください。"]
                : texts["金額は1円単位の数字で入力してください。例：1,200,000"]);
        }

        return Task.CompletedTask;
    }

    /// <summary>Whole yen, or null for what is not an amount.</summary>
    internal static long? Read(string typed) =>
        long.TryParse(typed.Trim('¥', '円', '\\', ' '), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yen) ? yen : null;
}

internal sealed class YenBinderProvider : IModelBinderProvider
{
    private static readonly YenBinder Binder = new();

    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType == typeof(Money) ? Binder : null;
}
