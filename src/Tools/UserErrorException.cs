namespace Neuromorphic.Tools;

/// <summary>
/// Something the user can put right: a wrong option, a file that is missing or malformed, a network that does not fit.
/// The message is one clear line that names the file, node or field, and the way out. It ends the program with
/// <see cref="ExitCodes.UserError"/> and without a stack trace.
/// </summary>
public sealed class UserErrorException : Exception
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="message">One line: what is wrong, where, and what would help.</param>
    public UserErrorException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message for the user and the exception that led to it.</summary>
    /// <param name="message">One line: what is wrong, where, and what would help.</param>
    /// <param name="innerException">The cause.</param>
    public UserErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
