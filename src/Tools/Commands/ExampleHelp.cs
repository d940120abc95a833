using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Neuromorphic.Tools.Commands;

/// <summary>The usual help, followed by the command's examples.</summary>
sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => usual.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = Terminal.WidestReport;
        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IExampleCommand command)
        {
            TextWriter writer = parseResult.InvocationConfiguration.Output;
            writer.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach ((string line, string comment) in command.Examples)
            {
                writer.WriteLine($"  {line}");
                writer.WriteLine($"      {comment}");
            }

            writer.WriteLine();
        }

        return code;
    }
}
