using System.Globalization;
using Neuromorphic.Import;
using Neuromorphic.Import.Verification;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Damages a model file and keeps the copies that the import does not convert or refuse.</summary>
static class Fuzzer
{
    const long MostModelBytes = 64L << 20;

    /// <summary>Tries damaged copies.</summary>
    /// <param name="modelPath">The intact model.</param>
    /// <param name="count">Copies to try.</param>
    /// <param name="seed">Seed of the damage.</param>
    /// <param name="folder">Where findings are written; made when there is one.</param>
    /// <param name="progress">Receives the number of copies tried.</param>
    /// <param name="token">Cancelled by Ctrl-C.</param>
    /// <exception cref="UserErrorException">The file cannot be read or is no model.</exception>
    public static FuzzResult Run(string modelPath, long count, int seed, string folder, IProgress<long>? progress, CancellationToken token)
    {
        byte[] model;
        try
        {
            if (new FileInfo(modelPath).Length > MostModelBytes)
            {
                throw new UserErrorException($"'{modelPath}' is larger than {MostModelBytes >> 20} MiB; damage a smaller model of the same kind");
            }

            model = File.ReadAllBytes(modelPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read '{modelPath}': {error.Message}", error);
        }

        try
        {
            var fuzzer = new ModelFuzzer(model, seed) { Name = modelPath };
            FuzzReport report = fuzzer.Run(count, progress, token);
            return new FuzzResult
            {
                Partial = report.Tried < count,
                Model = modelPath,
                Seed = seed,
                Tried = report.Tried,
                Converted = report.Converted,
                Lowered = report.Lowered,
                Refused = report.Refused,
                SlowestSeconds = report.SlowestSeconds,
                Findings = [.. report.Findings.Select(finding => new FuzzFindingFacts(finding.Number, finding.What, Keep(fuzzer, finding, seed, folder)))],
            };
        }
        catch (ModelException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    static string Keep(ModelFuzzer fuzzer, FuzzFinding finding, int seed, string folder)
    {
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"damaged-{seed}-{finding.Number}.onnx"));
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(file, fuzzer.Damaged(finding.Number));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--findings: cannot write '{file}': {error.Message}", error);
        }

        return file;
    }
}
