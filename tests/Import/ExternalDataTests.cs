using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests;

/// <summary>Weights in a file beside the model, and in places where a model has no business.</summary>
public sealed class ExternalDataTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("neuromorphic-external-").FullName;

    string Folder => Directory.CreateDirectory(Path.Combine(_root, "model")).FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // A MatMul of four features to two whose eight weights lie elsewhere.
    string Model(string location, string? offset = null, string? length = null)
    {
        ModelBuilder model = new ModelBuilder().Input(4).Floats("w", [4, 2]).Node("MatMul", "y", ["x", "w"]);
        TensorProto weights = model.Graph.Initializer[0];
        weights.RawData = Google.Protobuf.ByteString.Empty;
        weights.DataLocation = TensorProto.Types.DataLocation.External;
        foreach ((string key, string? value) in new[] { ("location", location), ("offset", offset), ("length", length) })
        {
            if (value is not null)
            {
                weights.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
            }
        }

        string path = Path.Combine(Folder, "model.onnx");
        File.WriteAllBytes(path, model.Build("y"));
        return path;
    }

    static void Write(string path, int floats)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [.. Enumerable.Range(1, floats).SelectMany(k => BitConverter.GetBytes(0.5f * k))]);
    }

    static string Message(string path) => Assert.Throws<ModelException>(() => OnnxGraph.Load(path)).Message;

    [Theory]
    [InlineData("weights.bin", null, null, 8, 0.5f)]
    [InlineData("weights.bin", "8", "32", 10, 1.5f)]
    [InlineData("data/weights.bin", "0", null, 8, 0.5f)]
    public void Beside_the_model(string location, string? offset, string? length, int floats, float first)
    {
        Write(Path.Combine(Folder, location), floats);
        OnnxGraph graph = OnnxGraph.Load(Model(location, offset, length));
        Assert.Equal(first, graph.Initializers["w"].Floats.Span[0]);
        LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Load(graph);
        Assert.InRange(LoweringCheck.Compare(layers, twin, Agreement.Random(12), 3).Worst.RelativeError, 0, 1e-6);
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("data/../../weights.bin")]
    [InlineData("..\\weights.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\weights.bin")]
    [InlineData("")]
    [InlineData("data//weights.bin")]
    public void Outside_of_the_folder(string location)
    {
        Write(Path.Combine(_root, "weights.bin"), 8);
        Assert.Contains("outside of the model's folder", Message(Model(location)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Through_a_link(bool folder)
    {
        Write(Path.Combine(_root, "elsewhere", "weights.bin"), 8);
        if (folder)
        {
            Directory.CreateSymbolicLink(Path.Combine(Folder, "data"), Path.Combine(_root, "elsewhere"));
        }
        else
        {
            Write(Path.Combine(Folder, "data", "other.bin"), 8);
            File.CreateSymbolicLink(Path.Combine(Folder, "data", "weights.bin"), Path.Combine(_root, "elsewhere", "weights.bin"));
        }

        Assert.Contains("passes a link", Message(Model("data/weights.bin")));
    }

    [Theory]
    [InlineData(null, "64", "ask for 32 bytes")]
    [InlineData("4", null, "end behind the end")]
    [InlineData("9223372036854775807", null, "end behind the end")]
    [InlineData("-4", null, "offset of its external data is '-4'")]
    [InlineData("x", null, "offset of its external data is 'x'")]
    public void Places_that_do_not_fit(string? offset, string? length, string problem)
    {
        Write(Path.Combine(Folder, "weights.bin"), 8);
        Assert.Contains(problem, Message(Model("weights.bin", offset, length)));
    }

    [Fact]
    public void Missing_file() => Assert.Contains("no file beside the model", Message(Model("nowhere.bin")));

    [Fact]
    public void From_memory_there_is_no_folder() => Assert.Contains("external data",
        Assert.Throws<ModelException>(() => OnnxGraph.Parse(File.ReadAllBytes(Model("weights.bin")), "m")).Message);
}
