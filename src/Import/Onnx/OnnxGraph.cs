using System.Security.Cryptography;
using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Onnx;

/// <summary>
/// A validated ONNX graph, immutable: every value has one origin, nodes are in topological order, constants are read
/// and folded, and the shape of a sample is known. What the operators mean is not judged here.
/// </summary>
public sealed class OnnxGraph
{
    const int OldestOpset = 7;
    const int NewestOpset = 22;

    OnnxGraph(string file, string sha256, int opset, IReadOnlyList<OnnxNode> nodes,
        IReadOnlyDictionary<string, OnnxTensor> initializers, IReadOnlyDictionary<string, OnnxTensor> constants,
        OnnxInput input, IReadOnlyList<string> outputs, long parameters)
    {
        File = file;
        Sha256 = sha256;
        Opset = opset;
        Nodes = nodes;
        Initializers = initializers;
        Constants = constants;
        Input = input;
        Outputs = outputs;
        Parameters = parameters;
    }

    /// <summary>The file, or the name under which the bytes were given.</summary>
    public string File { get; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Version of ONNX's own operator set, 7 to 22.</summary>
    public int Opset { get; }

    /// <summary>The nodes in topological order; the order of the file where that is one.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>The initializers by value name.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Initializers { get; }

    /// <summary>Every constant by value name: the initializers, and the values of nodes that read only constants.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Constants { get; }

    /// <summary>The one input that is not an initializer.</summary>
    public OnnxInput Input { get; }

    /// <summary>The value names of the outputs, at least one.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>
    /// Number of parameters: elements of the initializers and Constant nodes that nodes read, without 64-bit integers
    /// and booleans, which hold shapes, axes and flags.
    /// </summary>
    public long Parameters { get; }

    /// <summary>
    /// Reads a model from a file of at most 2 GiB, and tensors that it stores in other files of the same folder.
    /// </summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="sampleShape">
    /// The shape of one sample, for models whose input leaves more than the batch open: (features), (channels, length),
    /// (channels, height, width) or (channels, depth, height, width). Where the model fixes a dimension, both must agree.
    /// </param>
    /// <exception cref="ModelException">The file cannot be read, is no valid model, or is outside of what is supported.</exception>
    public static OnnxGraph Load(string path, IReadOnlyList<int>? sampleShape = null) =>
        Parse(ModelFile.Read(path), path, sampleShape, new ExternalData(path));

    /// <summary>Reads a model from memory; tensors in other files are refused.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="name">What messages call the model.</param>
    /// <param name="sampleShape">See <see cref="Load"/>.</param>
    /// <exception cref="ModelException">The bytes are no valid model, or outside of what is supported.</exception>
    public static OnnxGraph Parse(ReadOnlyMemory<byte> model, string name, IReadOnlyList<int>? sampleShape = null) =>
        Parse(model, name, sampleShape, null);

    static OnnxGraph Parse(ReadOnlyMemory<byte> model, string name, IReadOnlyList<int>? sampleShape,
        ExternalData? externalData)
    {
        ModelProto proto = ModelFile.Parse(model, name, keepUnknown: false);
        if (proto.Graph is not { } graph || (graph.Node.Count == 0 && graph.Input.Count == 0))
        {
            throw new ModelException(name, null, "holds no graph: it is not an ONNX model", "Give an .onnx file");
        }

        if (proto.Functions.Count > 0)
        {
            throw new ModelException(name, $"function '{Printable.Name(proto.Functions[0].Name)}'",
                "local functions are not supported", "Inline them, in Python: onnx.inliner.inline_local_functions(model)");
        }

        if (graph.SparseInitializer.Count > 0)
        {
            throw new ModelException(name, "sparse_initializer", "sparse initializers are not supported",
                "Store the weights dense");
        }

        int opset = ReadOpset(proto, name, out HashSet<string> domains);
        TensorReader tensors = new(name, externalData);
        Dictionary<string, OnnxTensor> initializers = ReadInitializers(graph, tensors, name);
        List<OnnxNode> nodes = new NodeReader(name, tensors).Read(graph.Node);
        foreach (OnnxNode node in nodes)
        {
            if (node.Domain.Length > 0 && !domains.Contains(node.Domain))
            {
                throw new ModelException(name, $"node '{Printable.Name(node.Name)}'",
                    $"is of domain '{Printable.Name(node.Domain)}', which the model does not import",
                    "Export the model again");
            }
        }

        OnnxInput input = ReadInput(graph, initializers, sampleShape, name);
        HashSet<string> given = [.. initializers.Keys, input.Name];
        List<OnnxNode> sorted = TopologicalOrder.Sort(nodes, given, name);
        List<string> outputs = ReadOutputs(graph, sorted, given, name);
        Dictionary<string, OnnxTensor> constants = new(initializers);
        new ConstantFolding(opset, constants).Fold(sorted);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(model.Span));
        return new OnnxGraph(name, sha256, opset, sorted, initializers, constants, input, outputs,
            CountParameters(sorted, initializers, constants));
    }

    static int ReadOpset(ModelProto proto, string file, out HashSet<string> domains)
    {
        domains = [];
        long opset = -1;
        foreach (OperatorSetIdProto import in proto.OpsetImport)
        {
            string domain = import.Domain is "ai.onnx" ? "" : import.Domain;
            if (!domains.Add(domain))
            {
                throw new ModelException(file, "opset_import", $"imports domain '{Printable.Name(domain)}' twice",
                    "Export the model again");
            }

            opset = domain.Length == 0 ? import.Version : opset;
        }

        if (!domains.Contains(""))
        {
            throw new ModelException(file, "opset_import", "does not say which operator set it uses",
                $"Export the model with opset {OldestOpset} to {NewestOpset}");
        }

        if (opset is < OldestOpset or > NewestOpset)
        {
            throw new ModelException(file, "opset_import", $"operator set {opset} is not supported",
                $"Export the model with opset {OldestOpset} to {NewestOpset}, for example with opset 17");
        }

        return (int)opset;
    }

    static Dictionary<string, OnnxTensor> ReadInitializers(GraphProto graph, TensorReader tensors, string file)
    {
        Dictionary<string, OnnxTensor> initializers = new(graph.Initializer.Count);
        foreach (TensorProto tensor in graph.Initializer)
        {
            string place = $"initializer '{Printable.Name(tensor.Name)}'";
            if (tensor.Name.Length == 0)
            {
                throw new ModelException(file, place, "has no name", "Export the model again");
            }

            if (!initializers.TryAdd(tensor.Name, tensors.Read(tensor, place)))
            {
                throw new ModelException(file, place, "is given twice", "Export the model again");
            }
        }

        return initializers;
    }

    // Before IR version 4 every initializer had to be listed as an input too; those are constants all the same.
    static OnnxInput ReadInput(GraphProto graph, Dictionary<string, OnnxTensor> initializers,
        IReadOnlyList<int>? sampleShape, string file)
    {
        List<ValueInfoProto> inputs = [.. graph.Input.Where(input => !initializers.ContainsKey(input.Name))];
        if (inputs.Count == 0)
        {
            throw new ModelException(file, "graph", "has no input", "Export the model with its input");
        }

        if (inputs.Count > 1)
        {
            string names = string.Join(", ", inputs.Take(5).Select(input => $"'{Printable.Name(input.Name)}'"));
            throw new ModelException(file, "graph", $"has {inputs.Count} inputs ({names}), one is supported",
                "Export the model with one input");
        }

        return inputs[0].Name.Length > 0
            ? InputReader.Read(inputs[0], sampleShape, file)
            : throw new ModelException(file, "graph", "its input has no name", "Export the model again");
    }

    static List<string> ReadOutputs(GraphProto graph, List<OnnxNode> nodes, HashSet<string> given, string file)
    {
        if (graph.Output.Count == 0)
        {
            throw new ModelException(file, "graph", "has no output", "Export the model with its output");
        }

        HashSet<string> values = [.. given];
        values.UnionWith(nodes.SelectMany(node => node.Outputs));
        HashSet<string> outputs = [];
        foreach (ValueInfoProto output in graph.Output)
        {
            string place = $"output '{Printable.Name(output.Name)}'";
            if (output.Name.Length == 0 || !values.Contains(output.Name))
            {
                throw new ModelException(file, place, "is made by no node", "Export the model again");
            }

            if (!outputs.Add(output.Name))
            {
                throw new ModelException(file, place, "is given twice", "Export the model again");
            }
        }

        return [.. graph.Output.Select(output => output.Name)];
    }

    static long CountParameters(List<OnnxNode> nodes, Dictionary<string, OnnxTensor> initializers,
        Dictionary<string, OnnxTensor> constants)
    {
        HashSet<string> counted = [];
        HashSet<string> made = [.. nodes.Where(node => node.Operator == "Constant").SelectMany(node => node.Outputs)];
        long parameters = 0;
        foreach (string input in nodes.SelectMany(node => node.Inputs))
        {
            if ((initializers.ContainsKey(input) || made.Contains(input)) && counted.Add(input)
                && constants.TryGetValue(input, out OnnxTensor? tensor)
                && tensor.ElementType is not (OnnxElementType.Int64 or OnnxElementType.Boolean))
            {
                parameters += tensor.Count;
            }
        }

        return parameters;
    }
}
