using Neuromorphic.Import;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Verification;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>A model with the data it shall run on, read and found to belong together.</summary>
sealed class LoadedModel : IDisposable
{
    /// <summary>More calibration samples would cost time without moving the thresholds.</summary>
    const int MostCalibrationSamples = 1024;

    LoadedModel(OnnxGraph graph, byte[]? bytes, EstimateRequest request, ImageSet images, LabelSet? labels, ImageSet calibration, double scale)
    {
        Graph = graph;
        Path = request.ModelPath ?? Demo.Name;
        Images = images;
        Labels = labels;
        InputScale = scale;
        Calibration = calibration.Take(Math.Min(calibration.Samples, MostCalibrationSamples));
        Lowering = ModelLowering.Lower(graph);
        Layers = Lowering.RequireConvertible();
        Labels?.RequireBelow(Layers.Classes);
        CalibrationValues = NetworkInputs.Floats(Calibration, scale, 0, Calibration.Samples);
        Encoding = NetworkInputs.EncodingFor(images, scale, CalibrationValues);

        // One thread: the values that thresholds and decisions follow from must not depend on the machine.
        Twin = bytes is null ? OnnxRuntimeTwin.Load(graph, threads: 1) : OnnxRuntimeTwin.Create(graph, bytes, threads: 1);
    }

    /// <summary>The file, or the name of the demo.</summary>
    public string Path { get; }

    /// <summary>The graph.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>What became of its nodes.</summary>
    public LoweringResult Lowering { get; }

    /// <summary>The lowered network.</summary>
    public LayerGraph Layers { get; }

    /// <summary>The model in ONNX Runtime.</summary>
    public OnnxRuntimeTwin Twin { get; }

    /// <summary>Samples to run.</summary>
    public ImageSet Images { get; }

    /// <summary>Their classes, or null.</summary>
    public LabelSet? Labels { get; }

    /// <summary>Samples to calibrate on.</summary>
    public ImageSet Calibration { get; }

    /// <summary>The samples to calibrate on as network inputs, one behind the other.</summary>
    public float[] CalibrationValues { get; }

    /// <summary>How network inputs become integers.</summary>
    public InputEncoding Encoding { get; }

    /// <summary>Whether the samples to calibrate on are among those that are run.</summary>
    public bool CalibratesOnItself { get; private init; }

    /// <summary>Network input = stored value × this.</summary>
    public double InputScale { get; }

    /// <summary>Reads what a request names.</summary>
    /// <exception cref="UserErrorException">Model and data do not belong together.</exception>
    public static LoadedModel Load(EstimateRequest request)
    {
        if (request.ModelPath is null)
        {
            byte[] bytes = Demo.Model();
            ImageSet digits = Demo.Images();
            int count = request.Samples ?? digits.Samples;
            return new LoadedModel(
                OnnxGraph.Parse(bytes, Demo.Name),
                bytes,
                request,
                digits.Take(count),
                Demo.Labels().Take(count),
                Demo.Calibration(),
                request.InputScale ?? Demo.InputScale);
        }

        ImageSet images = request.Images ?? throw new ArgumentException("a model of the user's comes with images", nameof(request));
        OnnxGraph graph = ReadGraph(request.ModelPath, images);
        RequireSameSize(graph, images);
        return new LoadedModel(
            graph, null, request, images, request.Labels, request.Calibration ?? images, request.InputScale ?? images.DefaultScale)
        {
            CalibratesOnItself = request.Calibration is null,
        };
    }

    /// <summary>Samples as this model takes them.</summary>
    public NetworkInputs Inputs(ImageSet images) => new(images, InputScale, Layers.InputShape, Encoding);

    /// <summary>Converts the model.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="ModelException">It cannot be converted like this.</exception>
    public ConvertedNetwork Convert(ConversionOptions options) =>
        new Converter(Layers, Encoding, options).Convert(Twin, CalibrationValues, Calibration.Samples);

    /// <summary>Makes sure that there are samples to learn on besides those that are run.</summary>
    /// <exception cref="UserErrorException">There are none.</exception>
    public void RequireOtherCalibration()
    {
        if (CalibratesOnItself)
        {
            throw new UserErrorException("--until-confident learns how sure decisions are on other samples than those that it stops: give --calibration.");
        }
    }

    /// <summary>Facts for the result.</summary>
    public ModelFacts Facts() => new(Path, Graph.Sha256, Graph.Nodes.Count, Graph.Parameters, Layers.Macs);

    /// <inheritdoc/>
    public void Dispose() => Twin.Dispose();

    /// <summary>The images' shape is asked only where the model leaves its own open.</summary>
    static OnnxGraph ReadGraph(string path, ImageSet images)
    {
        try
        {
            return OnnxGraph.Load(path);
        }
        catch (ModelException)
        {
            return OnnxGraph.Load(path, SampleShape(images));
        }
    }

    static int[] SampleShape(ImageSet images) => images.Height == 1 && images.Width == 1
        ? [images.Channels]
        : [images.Channels, images.Height, images.Width];

    static void RequireSameSize(OnnxGraph graph, ImageSet images)
    {
        IReadOnlyList<int> dims = graph.Input.SampleDims;
        int[] shape = SampleShape(images);
        long needed = dims.Aggregate(1L, (product, dim) => product * dim);

        // A flat view of the same values is taken as it is; another arrangement of rows and columns is not.
        bool fits = needed == images.SampleLength && (dims.Count == 1 || shape.Length == 1 || dims.SequenceEqual(shape));
        if (!fits)
        {
            throw new UserErrorException(
                $"{images.Name}: its samples are {string.Join("×", shape)}, but the input '{graph.Input.Name}' of {graph.File} takes "
                + $"{string.Join("×", dims)}; give images of that shape (N,{string.Join(",", dims)}).");
        }
    }
}
