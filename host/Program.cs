using Marketplace.Host;

return await Verb.Run(args);

/// <summary>Entry point, public for the test host.</summary>
public partial class Program;
