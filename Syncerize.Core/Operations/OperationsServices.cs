using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Syncerize.Core.Operations;

/// <summary>Registers this folder.</summary>
public static class OperationsServices
{
    /// <summary>Adds mail and what watches over the installation.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().Configure<IConfiguration>((options, configuration) => configuration.GetSection("Mail").Bind(options)).ValidateDataAnnotations()
            .Validate(o => MimeKit.MailboxAddress.TryParse(o.From, out _), "Mail:From is not an address. Write it like Syncerize <name@example.com>.").ValidateOnStart();
        return services
            .AddSingleton<MailDelivery>()
            .AddSingleton<NoticeMail>()
            .AddSingleton<Notifications>()
            .AddSingleton<SourceWatch>();
    }
}
