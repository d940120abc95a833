using Neuromorphic.Core.Kernels;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Conformance;

/// <summary>Runs every case on every instruction set; a case passes when all of them give what it says.</summary>
sealed class ConformanceSuite : IConformanceSuite
{
    public ConformanceResult Run(IReadOnlyList<string> paths, CancellationToken token)
    {
        List<ConformanceCase> cases = [];
        foreach (string path in paths.SelectMany(Files).Distinct(StringComparer.Ordinal))
        {
            token.ThrowIfCancellationRequested();
            cases.Add(Run(CaseFile.Read(path)));
        }

        return new ConformanceResult
        {
            Passed = cases.Count(one => one.Result == CaseResult.Pass),
            Failed = cases.Count(one => one.Result == CaseResult.Fail),
            Skipped = cases.Count(one => one.Result == CaseResult.Skipped),
            InstructionSets = [.. KernelSet.All.Select(set => set.Name)],
            Cases = cases,
        };
    }

    static ConformanceCase Run(CaseFile file)
    {
        ICaseKind? kind = CaseKinds.All.FirstOrDefault(one => one.Name == file.Kind);
        CaseOutcome outcome = CaseOutcome.Skipped("kind not supported yet");
        string? instructionSet = null;
        for (int k = 0; k < KernelSet.All.Count && kind is not null; k++)
        {
            outcome = Run(kind, file, KernelSet.All[k]);
            if (outcome.Result != CaseResult.Pass)
            {
                instructionSet = outcome.Result == CaseResult.Fail ? KernelSet.All[k].Name : null;
                break;
            }
        }

        return new ConformanceCase(
            file.Id,
            file.Kind,
            file.Flavour,
            outcome.Result,
            outcome.Difference is null ? null : outcome.Difference with { InstructionSet = instructionSet },
            outcome.Reason,
            file.Path);
    }

    static CaseOutcome Run(ICaseKind kind, CaseFile file, KernelSet kernels)
    {
        try
        {
            return kind.Run(file, kernels);
        }
        catch (ArgumentException exception)
        {
            // Ranges are the core's knowledge; its message says which parameter and what would be right.
            string message = exception.Message;
            int suffix = message.IndexOf(" (Parameter", StringComparison.Ordinal);
            throw new UserErrorException($"{file.Path}: field 'params': {(suffix < 0 ? message : message[..suffix])}", exception);
        }
        catch (EndOfStreamException exception)
        {
            throw new UserErrorException($"{file.Path}: field 'random': {exception.Message}.", exception);
        }
    }

    static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        try
        {
            string[] files = Directory.GetFiles(path, "*.json", SearchOption.AllDirectories);
            if (files.Length == 0)
            {
                throw new UserErrorException($"{path} holds no case files (*.json).");
            }

            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
