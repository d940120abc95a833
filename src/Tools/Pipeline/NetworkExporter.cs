using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Networks.Files;
using Neuromorphic.Import;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>From a trained network to a file with its spiking one: the network that <c>estimate</c> runs.</summary>
static class NetworkExporter
{
    /// <summary>Does the whole job.</summary>
    /// <param name="request">What to convert and how; chip and threads do not matter.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="token">Cancelled by Ctrl-C; no file is written then.</param>
    /// <exception cref="UserErrorException">The user can put it right: a bad model, an unknown method, a file that cannot be written.</exception>
    public static ConvertResult Convert(EstimateRequest request, string output, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        try
        {
            return Export(request, output, progress, token);
        }
        catch (ModelException error)
        {
            throw new UserErrorException(error.Message, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{output} cannot be written: {error.Message}", error);
        }
    }

    static ConvertResult Export(EstimateRequest request, string output, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        _ = request.NamedMethod;
        progress.Report(new PipelineProgress("reading the model", 0, 0));
        using LoadedModel model = LoadedModel.Load(request);
        (ConversionOptions conversion, MethodChoice choice) = request.ConversionOf(model);
        progress.Report(new PipelineProgress("converting", 0, 0));
        token.ThrowIfCancellationRequested();
        using ConvertedNetwork converted = model.Convert(conversion);
        token.ThrowIfCancellationRequested();
        progress.Report(new PipelineProgress("writing", 0, 0));
        SpikingNetwork network = converted.Network;
        var origin = new NetworkOrigin(
            Path.GetFileName(model.Path),
            model.Graph.Sha256,
            choice.Method.Name,
            conversion.Timesteps,
            request.WeightBits,
            model.InputScale,
            ElementName(model.Images.Element),
            Reproduction.ThisVersion);
        SpikingNetworkFile.Save(output, new SavedNetwork(network, origin));
        return new ConvertResult
        {
            Output = output,
            Bytes = new FileInfo(output).Length,
            Model = model.Facts(),
            Method = origin.Method,
            Timesteps = origin.Timesteps,
            WeightBits = origin.WeightBits,
            InputScale = origin.InputScale,
            Neurons = network.UnitCount,
            Synapses = network.Populations.SelectMany(population => population.Projections).Sum(projection => projection.Synapses.SynapseCount),
            Populations = [.. network.Populations.Skip(1).Select(population => new ConvertedPopulationFacts(population.Name, population.Count))],
        };
    }

    /// <summary>How a file names the way that images are stored.</summary>
    public static string ElementName(ImageElement element) => element switch
    {
        ImageElement.UnsignedByte => "u1",
        ImageElement.SignedByte => "i1",
        _ => "float",
    };
}
