namespace Neuromorphic.Tools.Results;

/// <summary>What became of a conformance case.</summary>
public enum CaseResult
{
    /// <summary>Everything was as expected, on every instruction set.</summary>
    Pass,

    /// <summary>Something differed.</summary>
    Fail,

    /// <summary>It was not run.</summary>
    Skipped,
}
