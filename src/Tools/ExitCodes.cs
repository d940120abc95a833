namespace Neuromorphic.Tools;

/// <summary>What the program's exit code says.</summary>
public static class ExitCodes
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>A check that the user asked for failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>Wrong use or bad input.</summary>
    public const int UserError = 2;

    /// <summary>A fault of ours.</summary>
    public const int InternalFault = 3;

    /// <summary>Interrupted by the user; partial results are marked partial.</summary>
    public const int Interrupted = 130;
}
