using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Shared.Ui;

/// <summary>Text from forms and queries. A NUL, which no keyboard types and PostgreSQL's text cannot hold, is refused at its field instead of failing on saving.</summary>
internal sealed class TextBinder(ILoggerFactory logs) : IModelBinder
{
    private readonly SimpleTypeModelBinder inner = new(typeof(string), logs);

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var posted = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (!posted.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true))
            return inner.BindModelAsync(bindingContext);
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, posted);
        var texts = bindingContext.HttpContext.RequestServices.GetRequiredService<Texts>();
        bindingContext.ModelState.TryAddModelError(bindingContext.ModelName, texts["使えない文字（制御文字）が含まれています。入力し直してください。"]);
        return Task.CompletedTask;
    }
}

internal sealed class TextBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string) && context.BindingInfo.BindingSource?.CanAcceptDataFrom(BindingSource.Body) != true
            ? new TextBinder(context.Services.GetRequiredService<ILoggerFactory>())
            : null;
}
