namespace Neuromorphic.Emulator.Chips;

/// <summary>A chip file that cannot be used. The message names file, line, field and the way out.</summary>
public sealed class ChipException : Exception
{
    /// <summary>An error in a file.</summary>
    /// <param name="file">File or preset.</param>
    /// <param name="line">Line, counted from 1; 0 where none can be named.</param>
    /// <param name="field">Field with its path, such as energy.barrier; empty where none can be named.</param>
    /// <param name="problem">What is wrong, and what would be right.</param>
    public ChipException(string file, int line, string field, string problem)
        : base(Describe(file, line, field, problem))
    {
        File = file;
        Line = line;
        Field = field;
    }

    /// <summary>File or preset.</summary>
    public string File { get; }

    /// <summary>Line, counted from 1; 0 where none can be named.</summary>
    public int Line { get; }

    /// <summary>Field with its path; empty where none can be named.</summary>
    public string Field { get; }

    static string Describe(string file, int line, string field, string problem)
    {
        string where = line > 0 ? $"{file}, line {line}" : file;
        return field.Length > 0 ? $"{where}: {field}: {problem}" : $"{where}: {problem}";
    }
}
