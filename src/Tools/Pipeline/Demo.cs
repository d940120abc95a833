using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>The embedded demo: a small trained network with real data, see Demo/README.md.</summary>
static class Demo
{
    /// <summary>How the demo is called where a path would stand.</summary>
    public const string Name = "digits-cnn (embedded demo)";

    /// <summary>Pixels are stored as 0 to 16.</summary>
    public const double InputScale = 1.0 / 16;

    /// <summary>The ONNX file.</summary>
    public static byte[] Model()
    {
        using Stream stream = Open("digits-cnn.onnx");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>360 handwritten digits.</summary>
    public static ImageSet Images() => Read("digits-images.npy", NpyFile.ReadImages);

    /// <summary>Their classes.</summary>
    public static LabelSet Labels() => Read("digits-labels.npy", NpyFile.ReadLabels);

    /// <summary>256 other digits to calibrate on.</summary>
    public static ImageSet Calibration() => Read("digits-calibration.npy", NpyFile.ReadImages);

    static T Read<T>(string file, Func<Stream, string, T> read)
    {
        using Stream stream = Open(file);
        return read(stream, file);
    }

    static Stream Open(string file) => typeof(Demo).Assembly.GetManifestResourceStream($"Neuromorphic.Tools.Demo.{file}")
        ?? throw new InvalidOperationException($"the program lacks its demo file {file}");
}
