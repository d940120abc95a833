using System.CommandLine;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>A kind of network that <c>run</c> can run. A new kind is a new source in the list of <c>RunSources</c>; the command stays as it is.</summary>
interface IRunSource
{
    /// <summary>What it runs, as a phrase for help and complaints.</summary>
    string Description { get; }

    /// <summary>Options that only this kind has.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Whether a network is of this kind.</summary>
    /// <param name="network">File or name that the user gave.</param>
    /// <param name="parse">The command line.</param>
    bool Accepts(string network, ParseResult parse);

    /// <summary>Runs a network.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="parse">The command line, with this source's options.</param>
    /// <param name="progress">Told how far the run has come.</param>
    /// <param name="token">Cancelled by Ctrl-C; a run that began ends with a partial result.</param>
    RunResult Run(RunRequest request, ParseResult parse, IProgress<PipelineProgress> progress, CancellationToken token);
}

/// <summary>What to run.</summary>
/// <param name="Network">File or name.</param>
/// <param name="Timesteps">Timesteps; null for what the network asks for.</param>
/// <param name="Seed">Seed of random choices.</param>
sealed record RunRequest(string Network, int? Timesteps, long Seed);
