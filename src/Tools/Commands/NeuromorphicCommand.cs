using System.CommandLine;
using System.CommandLine.Help;
using Neuromorphic.Tools.Conformance;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Pipeline.Sweep;
using Neuromorphic.Tools.Verification;

namespace Neuromorphic.Tools.Commands;

/// <summary>The root of the command line.</summary>
sealed class NeuromorphicCommand : RootCommand, IExampleCommand
{
    /// <summary>The root with all commands.</summary>
    /// <param name="estimator">Does the work of <c>estimate</c>.</param>
    /// <param name="inspector">Does the work of <c>inspect</c>.</param>
    /// <param name="chips">Does the work of <c>chips</c>.</param>
    /// <param name="conformance">Does the work of <c>conformance</c>.</param>
    /// <param name="terminal">Where results go.</param>
    public NeuromorphicCommand(IEstimator estimator, IInspector inspector, IChipCatalogue chips, IConformanceSuite conformance, Terminal terminal)
        : base("What would a trained network do, cost and take on a neuromorphic chip?")
    {
        Subcommands.Add(new EstimateCommand(estimator, terminal));
        Subcommands.Add(new InspectCommand(inspector, terminal));
        Subcommands.Add(new ConvertCommand(terminal));
        Subcommands.Add(new RunCommand(RunSources.All(), terminal));
        Subcommands.Add(new SweepCommand(new Sweeper(), terminal));
        Subcommands.Add(new ChipsCommand(chips, terminal));
        Subcommands.Add(new VerifyCommand(new Verifier(), terminal));
        Subcommands.Add(new FuzzCommand(terminal));
        Subcommands.Add(new ConformanceCommand(conformance, terminal));
        Subcommands.Add(new ProfileCommand(new Profiler(), terminal));
        HelpOption help = Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!);
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic estimate", "the embedded demo: a trained network on real data, as tables and neuromorphic-report.html"),
        ("neuromorphic COMMAND --help", "explains a command"),
    ];
}
