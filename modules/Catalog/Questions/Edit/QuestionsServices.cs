using Marketplace.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Catalog;

internal static class QuestionsServices
{
    /// <summary>The operator's editing of question sets.</summary>
    public static IServiceCollection AddQuestions(this IServiceCollection services)
    {
        services.AddScoped<ReadQuestionSets>();
        services.AddScoped<QuestionSetActs>();
        services.AddEventHandler<QuestionSetOpened, FollowQuestionSet, CatalogDbContext>();
        return services;
    }
}
