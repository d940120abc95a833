namespace Neuromorphic.Tools.Commands;

/// <summary>A command whose help ends with examples.</summary>
interface IExampleCommand
{
    /// <summary>Command lines that work, each with a comment.</summary>
    IReadOnlyList<(string Line, string Comment)> Examples { get; }
}
