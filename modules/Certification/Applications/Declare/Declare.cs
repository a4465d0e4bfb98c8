using Marketplace.Shared;

namespace Marketplace.Certification;

/// <param name="Version">Of the application as the form showed it.</param>
internal sealed record Declare(uint Version, Declaration Declaration);

internal sealed class DeclareHandler(CertificationDbContext db, OwnApplication own, TimeProvider time)
{
    public async Task<Result> Handle(Declare command, CancellationToken cancel)
    {
        var application = await own.Open(cancel);
        var declaration = command.Declaration.Clean();
        if (declaration.Check().ToArray() is { Length: > 0 } wrong)
            return Result.No(wrong);
        if (application.Declaration == declaration)
            return Result.Done;
        db.ExpectIfKnown(application, command.Version);
        var saved = application.Declare(declaration, time.GetUtcNow());
        return saved.Ok ? await db.Save(cancel) : saved;
    }
}
