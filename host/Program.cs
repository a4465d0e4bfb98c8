using Marketplace.Shared;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Texts>();
builder.Services.AddScoped<CurrentActor>();
builder.Services.AddRazorPages(o => o.RootDirectory = "/");
var app = builder.Build();
app.MapStaticAssets();
app.MapRazorPages();
app.Run();
