using System.CommandLine;
using Neuromorphic.Tools.Rendering;

namespace Neuromorphic.Tools.Commands;

/// <summary>Runs one command line and turns whatever happens into an exit code and at most one line on standard error.</summary>
static class Invocation
{
    /// <summary>Runs a command line.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="args">The command line, without the program's name.</param>
    /// <param name="terminal">Where errors and help go.</param>
    /// <param name="token">Cancelled by Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(NeuromorphicCommand root, IReadOnlyList<string> args, Terminal terminal, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(terminal);
        try
        {
            ParseResult parse = root.Parse(args);
            if (parse.Errors.Count > 0 && parse.Action?.ClearsParseErrors != true)
            {
                return Complain(terminal, $"{Complaint(parse)} Try '{PathOf(parse)} --help'.", ExitCodes.UserError);
            }

            InvocationConfiguration configuration = new()
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parse.InvokeAsync(configuration, token).ConfigureAwait(false);
        }
        catch (UserErrorException exception)
        {
            return Complain(terminal, exception.Message, ExitCodes.UserError);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return Complain(terminal, "interrupted.", ExitCodes.Interrupted);
        }
        catch (Exception exception)
        {
            if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NEUROMORPHIC_TRACE")))
            {
                terminal.Error.WriteLine(exception);
            }

            return Complain(
                terminal,
                $"a fault of ours, not of your input: {exception.GetType().Name}: {exception.Message} Please report it with this command line and the version ({Reproduction.ThisVersion}); NEUROMORPHIC_TRACE=1 shows where it happened.",
                ExitCodes.InternalFault);
        }
    }

    // A word that is not understood explains more than what is missing because of it.
    static string Complaint(ParseResult parse)
    {
        if (parse.CommandResult.Command is NeuromorphicCommand root)
        {
            string commands = string.Join(", ", root.Subcommands.Select(command => command.Name));
            return parse.UnmatchedTokens is [string word, ..] ? $"'{word}' is not one of the commands {commands}." : $"a command is missing, one of {commands}.";
        }

        return parse.UnmatchedTokens is [string unknown, ..]
            ? $"'{unknown}' is not an option of this command, or one argument too many."
            : parse.Errors[0].Message;
    }

    static int Complain(Terminal terminal, string message, int code)
    {
        string line = string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c));
        terminal.Error.WriteLine($"neuromorphic: {line}");
        return code;
    }

    static string PathOf(ParseResult parse) =>
        parse.CommandResult.Command is NeuromorphicCommand ? "neuromorphic" : $"neuromorphic {parse.CommandResult.Command.Name}";
}
