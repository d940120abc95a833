using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Verification;

/// <summary>
/// The conventional twin: the model as it is in ONNX Runtime on the CPU, with float32 input. Gives reference outputs,
/// the values between the nodes, and the latency of conventional inference. Operators run one after the other, so the
/// same threads give the same numbers. Not for use from several threads at once.
/// </summary>
public sealed class OnnxRuntimeTwin : IDisposable
{
    const string Remedy = "Check the model with ONNX Runtime itself";

    // Values of a chunk of samples lie in memory together; larger samples go in smaller chunks.
    const int LargestChunk = 16;
    const int LargestChunkElements = 1 << 22;

    readonly OnnxGraph _graph;
    readonly byte[] _model;
    readonly int _threads;
    readonly InferenceSession _session;
    InferenceSession? _valueSession;
    string[] _valueNames = [];

    OnnxRuntimeTwin(OnnxGraph graph, byte[] model, int threads)
    {
        _graph = graph;
        _model = model;
        _threads = threads;
        _session = Open(model, graph.File, threads, optimise: true);
    }

    /// <summary>Elements of one input sample.</summary>
    public int SampleElements => _graph.Input.SampleDims.Aggregate(1, (product, dim) => product * dim);

    /// <summary>Loads the model of a graph from its file.</summary>
    /// <param name="graph">The graph, as read by <see cref="OnnxGraph.Load"/>.</param>
    /// <param name="threads">Threads that one operator may use, at least 1.</param>
    /// <exception cref="ModelException">The file has changed meanwhile, or ONNX Runtime does not take it.</exception>
    public static OnnxRuntimeTwin Load(OnnxGraph graph, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Create(graph, ModelFile.Read(graph.File), threads);
    }

    /// <summary>Loads the model of a graph from memory.</summary>
    /// <param name="graph">The graph, as read from the same bytes.</param>
    /// <param name="model">The bytes of the model.</param>
    /// <param name="threads">Threads that one operator may use, at least 1.</param>
    /// <exception cref="ModelException">The bytes are not the graph's, or ONNX Runtime does not take them.</exception>
    public static OnnxRuntimeTwin Create(OnnxGraph graph, byte[] model, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (Convert.ToHexStringLower(SHA256.HashData(model)) != graph.Sha256)
        {
            throw new ModelException(graph.File, null, "has changed since it was read", "Start again");
        }

        return Guarded(graph, () => new OnnxRuntimeTwin(graph, model, threads));
    }

    /// <summary>Runs samples on the model as it is.</summary>
    /// <param name="batch">The samples one behind the other, each in ONNX's order (C,H,W or features).</param>
    /// <param name="samples">Number of samples, at least 0.</param>
    /// <returns>The model's first output, sample by sample.</returns>
    /// <exception cref="ArgumentException">The batch has another length than the samples need.</exception>
    /// <exception cref="ModelException">ONNX Runtime fails, or the output does not follow the batch.</exception>
    public float[] Run(ReadOnlySpan<float> batch, int samples)
    {
        string[] outputs = [_graph.Outputs[0]];
        float[] logits = [];
        RunChunks(_session, batch, samples, outputs, (first, count, _, elements) =>
        {
            int width = elements.Length / count;
            if (first == 0)
            {
                logits = new float[checked(samples * width)];
            }

            if (logits.Length != samples * width)
            {
                throw Broken(_graph, "the size of its output changes between runs");
            }

            elements.CopyTo(logits.AsSpan(first * width));
        });
        return logits;
    }

    /// <summary>Runs samples without graph optimisation and shows the values between the nodes, chunk by chunk.</summary>
    /// <param name="batch">The samples one behind the other.</param>
    /// <param name="samples">Number of samples, at least 0.</param>
    /// <param name="values">
    /// Names of values in the ONNX file, all different: float32, or int8, uint8, int32 and boolean, which are widened.
    /// </param>
    /// <param name="observe">Receives each of the values for each chunk of samples.</param>
    /// <exception cref="ArgumentException">The batch has another length than the samples need.</exception>
    /// <exception cref="ModelException">There is no such value, or ONNX Runtime fails.</exception>
    public void RunWithValues(ReadOnlySpan<float> batch, int samples, IReadOnlyList<string> values,
        ValueObserver observe)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(observe);
        RunChunks(SessionWith(values), batch, samples, values, observe);
    }

    /// <summary>Runs samples and gives the values between the nodes, sample by sample; all of them in memory.</summary>
    /// <inheritdoc cref="RunWithValues(ReadOnlySpan{float}, int, IReadOnlyList{string}, ValueObserver)"/>
    /// <returns>The elements of each value by its name.</returns>
    public IReadOnlyDictionary<string, float[]> RunWithValues(ReadOnlySpan<float> batch, int samples,
        IReadOnlyList<string> values)
    {
        Dictionary<string, float[]> all = [];
        RunWithValues(batch, samples, values, (first, count, value, elements) =>
        {
            int width = elements.Length / count;
            if (first == 0)
            {
                all[value] = new float[checked(samples * width)];
            }

            elements.CopyTo(all[value].AsSpan(first * width));
        });
        return all;
    }

    /// <summary>Measures how long inference takes, by the median over repetitions behind a warm-up.</summary>
    /// <param name="batchSize">Samples per run, at least 1; a batch that the model fixes takes its place.</param>
    /// <param name="threads">Threads that one operator may use, at least 1.</param>
    /// <param name="repetitions">Runs to measure, at least 1.</param>
    /// <param name="warmUp">Runs before, at least 0.</param>
    /// <param name="joules">Gives the joules since it was last asked, or null; asked around the measured runs.</param>
    /// <exception cref="ModelException">ONNX Runtime fails.</exception>
    public LatencyMeasurement MeasureLatency(
        int batchSize = 1, int threads = 1, int repetitions = 50, int warmUp = 10, Func<double?>? joules = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        int size = _graph.Input.FixedBatch ?? batchSize;
        // A ramp rather than zeros: zeros and denormals can be unusually fast or slow.
        float[] batch = new float[checked(size * SampleElements)];
        for (int i = 0; i < batch.Length; i++)
        {
            batch[i] = (i * 37 % 256) / 255f;
        }

        return Guarded(_graph, () =>
        {
            using InferenceSession? own = threads == _threads ? null : Open(_model, _graph.File, threads, optimise: true);
            double[] seconds = new double[repetitions];
            for (int run = -warmUp; run < repetitions; run++)
            {
                if (run == 0)
                {
                    joules?.Invoke();
                }

                long start = Stopwatch.GetTimestamp();
                using IDisposableReadOnlyCollection<OrtValue> results =
                    RunOnce(own ?? _session, batch, size, [_graph.Outputs[0]]);
                if (run >= 0)
                {
                    seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds / size;
                }
            }

            double? spent = joules?.Invoke() / ((double)repetitions * size);
            Array.Sort(seconds);
            double median = (seconds[(repetitions - 1) / 2] + seconds[repetitions / 2]) / 2;
            return new LatencyMeasurement(median, seconds[0], size, threads, repetitions) { JoulesPerSample = spent };
        });
    }

    /// <summary>Frees the sessions of ONNX Runtime.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _valueSession?.Dispose();
    }

    void RunChunks(InferenceSession session, ReadOnlySpan<float> batch, int samples, IReadOnlyList<string> outputs,
        ValueObserver observe)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        int elements = SampleElements;
        if (batch.Length != (long)samples * elements)
        {
            throw new ArgumentException(
                $"The batch has {batch.Length} elements; {samples} samples of {elements} are expected.", nameof(batch));
        }

        int chunkSize = _graph.Input.FixedBatch ?? Math.Clamp(LargestChunkElements / elements, 1, LargestChunk);
        for (int first = 0; first < samples;)
        {
            int count = Math.Min(samples - first, chunkSize);
            int size = _graph.Input.FixedBatch ?? count;
            // A model with a fixed batch gets zeros behind the last samples.
            float[] chunk = new float[size * elements];
            batch.Slice(first * elements, count * elements).CopyTo(chunk);
            using IDisposableReadOnlyCollection<OrtValue> results =
                Guarded(_graph, () => RunOnce(session, chunk, size, outputs));
            for (int index = 0; index < outputs.Count; index++)
            {
                ReadOnlySpan<float> all = Elements(results[index], outputs[index]);
                if (all.Length == 0 || all.Length % size != 0)
                {
                    throw Broken(_graph, $"value '{Printable.Name(outputs[index])}' of {all.Length} elements does not "
                        + $"follow the batch of {size}");
                }

                observe(first, count, outputs[index], all[..(all.Length / size * count)]);
            }

            first += count;
        }
    }

    // Quantised models carry integers between their nodes; those up to 24 bits are floats without loss.
    ReadOnlySpan<float> Elements(OrtValue value, string name)
    {
        try
        {
            return value.GetTensorTypeAndShape().ElementDataType switch
            {
                TensorElementType.UInt8 => Widened<byte>(value, element => element),
                TensorElementType.Int8 => Widened<sbyte>(value, element => element),
                TensorElementType.Int32 => Widened<int>(value, element => element),
                TensorElementType.Bool => Widened<bool>(value, element => element ? 1 : 0),
                _ => value.GetTensorDataAsSpan<float>(),
            };
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or NotSupportedException
            or ArgumentException or InvalidOperationException)
        {
            throw new ModelException(_graph.File, $"value '{Printable.Name(name)}'", "is not a float32 tensor",
                "Ask for float32 values", exception);
        }
    }

    static float[] Widened<T>(OrtValue value, Func<T, float> widen) where T : unmanaged
    {
        ReadOnlySpan<T> elements = value.GetTensorDataAsSpan<T>();
        float[] floats = new float[elements.Length];
        for (int k = 0; k < floats.Length; k++)
        {
            floats[k] = widen(elements[k]);
        }

        return floats;
    }

    IDisposableReadOnlyCollection<OrtValue> RunOnce(InferenceSession session, float[] batch, int size,
        IReadOnlyList<string> outputs)
    {
        long[] shape = [size, .. _graph.Input.SampleDims.Select(dim => (long)dim)];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(batch, shape);
        using RunOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return session.Run(options, [_graph.Input.Name], [input], outputs);
    }

    // The last set of values stays open: checks ask for the same ones again and again.
    InferenceSession SessionWith(IReadOnlyList<string> values)
    {
        if (_valueSession is not null && values.SequenceEqual(_valueNames))
        {
            return _valueSession;
        }

        ModelProto model = ModelFile.Parse(_model, _graph.File, keepUnknown: true);
        HashSet<string> known = [.. _graph.Nodes.SelectMany(node => node.Outputs)];
        HashSet<string> outputs = [.. model.Graph.Output.Select(output => output.Name)];
        foreach (string value in values)
        {
            if (!known.Contains(value))
            {
                throw new ModelException(_graph.File, $"value '{Printable.Name(value)}'", "is made by no node",
                    "Ask for the output of a node");
            }

            if (outputs.Add(value))
            {
                model.Graph.Output.Add(new ValueInfoProto { Name = value });
            }
        }

        InferenceSession session = Guarded(_graph, () => Open(model.ToByteArray(), _graph.File, _threads, optimise: false));
        _valueSession?.Dispose();
        _valueSession = session;
        _valueNames = [.. values];
        return session;
    }

    static InferenceSession Open(byte[] model, string file, int threads, bool optimise)
    {
        using SessionOptions options = new()
        {
            // Failures come back as exceptions; the console stays ours.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = optimise
                ? GraphOptimizationLevel.ORT_ENABLE_ALL
                : GraphOptimizationLevel.ORT_DISABLE_ALL,
        };
        // A model that was read from a file may keep weights in others beside it; reading it has checked where they lie.
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder && File.Exists(file))
        {
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
        }

        return new InferenceSession(model, options);
    }

    static T Guarded<T>(OnnxGraph graph, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (OnnxRuntimeException exception)
        {
            throw Broken(graph, $"ONNX Runtime fails ({exception.Message.Trim().TrimEnd('.')})", exception);
        }
        catch (Exception exception) when (exception is DllNotFoundException
            or TypeInitializationException { InnerException: DllNotFoundException or EntryPointNotFoundException })
        {
            throw new ModelException(graph.File, null, "ONNX Runtime's native library is not available on this system",
                "Install ONNX Runtime for it", exception);
        }
    }

    static ModelException Broken(OnnxGraph graph, string problem, Exception? inner = null) =>
        new(graph.File, null, problem, Remedy, inner);
}
