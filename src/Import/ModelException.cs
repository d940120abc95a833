namespace Neuromorphic.Import;

/// <summary>
/// A model that cannot be used, in one line: which file, which node or field, what is wrong, and the way out.
/// Every bad input of this library ends in this exception.
/// </summary>
public sealed class ModelException : Exception
{
    /// <summary>Describes what is wrong with a model.</summary>
    /// <param name="file">The model's file, or the name under which its bytes were given.</param>
    /// <param name="node">The node, initializer or field at fault; null when it is the file as a whole.</param>
    /// <param name="problem">What is wrong, without a full stop at the end.</param>
    /// <param name="remedy">What the user can do about it, without a full stop at the end.</param>
    /// <param name="inner">The exception behind this one, if any.</param>
    public ModelException(string file, string? node, string problem, string remedy, Exception? inner = null)
        : base(Compose(file, node, problem, remedy), inner)
    {
        File = file;
        Node = node;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>The model's file, or the name under which its bytes were given.</summary>
    public string File { get; }

    /// <summary>The node, initializer or field at fault; null when it is the file as a whole.</summary>
    public string? Node { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What the user can do about it.</summary>
    public string Remedy { get; }

    static string Compose(string file, string? node, string problem, string remedy)
    {
        string place = node is null ? file : $"{file}: {node}";
        return Printable.Line($"{place}: {problem}. {remedy}.");
    }
}
