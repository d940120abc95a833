using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Reads a model and says what is in it.</summary>
public interface IInspector
{
    /// <summary>Reads the model.</summary>
    /// <param name="modelPath">The ONNX file.</param>
    /// <param name="token">Cancelled by Ctrl-C.</param>
    /// <exception cref="UserErrorException">The file is not a model that can be read.</exception>
    InspectResult Inspect(string modelPath, CancellationToken token);
}
