using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Tools.Conformance;

/// <summary>Runs the cases of one kind. A new kind is supported by standing in <see cref="CaseKinds.All"/>.</summary>
interface ICaseKind
{
    /// <summary>The kind, as case files name it.</summary>
    string Name { get; }

    /// <summary>Runs a case on one instruction set.</summary>
    /// <param name="file">The case.</param>
    /// <param name="kernels">The instruction set.</param>
    /// <exception cref="UserErrorException">The file lacks a field, or one has the wrong form.</exception>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    CaseOutcome Run(CaseFile file, KernelSet kernels);
}
