using System.CommandLine;
using Syncerize.App.Bench;
using Syncerize.App.Hosting;
using Syncerize.App.Sandbox;

// Serving is what happens without a command. Settings such as --urls or --Data:Directory=… are the configuration's, not the parser's.
var root = new RootCommand("Syncerize: run several Shopify stores as one.") { TreatUnmatchedTokensAsErrors = false };
root.SetAction((_, ct) => AppHost.RunAsync(args, SandboxHosting.Add, ct));

var sandbox = new Command("sandbox", "Runs the simulated Shopify alone, on loopback.") { TreatUnmatchedTokensAsErrors = false };
sandbox.SetAction((parsed, ct) => SandboxCommand.RunAsync([.. parsed.UnmatchedTokens], ct));
root.Subcommands.Add(sandbox);

var rows = new Argument<string[]>("rows") { Description = $"What to measure: {string.Join(", ", BenchCommand.Names)}. Nothing is all.", Arity = ArgumentArity.ZeroOrMore };
var json = new Option<string?>("--json") { Description = "Writes the figures to this file as well." };
var bench = new Command("bench", "Measures this machine against the targets of docs/performance.md.") { rows, json };
bench.SetAction((parsed, ct) => BenchCommand.RunAsync(parsed.GetValue(rows) ?? [], parsed.GetValue(json), ct));
root.Subcommands.Add(bench);

// The host itself hears Ctrl+C and stops in its own order and time.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
