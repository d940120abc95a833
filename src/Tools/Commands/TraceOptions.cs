using System.CommandLine;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Commands;

/// <summary>The options that say which traces to write.</summary>
sealed class TraceOptions
{
    const string StandardFolder = "traces";

    readonly Option<string?> _kinds = new("--trace")
    {
        Description = $"Write down what happens per timestep: a list of {string.Join(", ", TraceRequest.AllKinds)}.",
        HelpName = "LIST",
    };

    readonly Option<string?> _folder = new("--trace-dir") { Description = $"Folder for traces. [default: {StandardFolder}]", HelpName = "DIR" };
    readonly Option<int?> _samples = OptionKinds.OptionalWhole("--trace-samples", "Trace the first N samples. [default: 1]", 1, 1000);
    readonly Option<string> _format = new("--trace-format") { Description = "csv or npy.", HelpName = "F", DefaultValueFactory = _ => "csv" };

    public TraceOptions()
    {
        _format.AcceptOnlyFromAmong("csv", "npy");
        _kinds.Validators.Add(result =>
        {
            foreach (string kind in SanafeTraces.Split(result.GetValueOrDefault<string?>()))
            {
                if (!TraceRequest.AllKinds.Contains(kind))
                {
                    result.AddError($"--trace: there is no trace '{kind}'; there are {string.Join(", ", TraceRequest.AllKinds)}.");
                }
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_kinds);
        command.Options.Add(_folder);
        command.Options.Add(_samples);
        command.Options.Add(_format);
    }

    /// <summary>The traces that are wanted; null for none.</summary>
    public TraceRequest? Read(ParseResult parse)
    {
        string[] kinds = [.. SanafeTraces.Split(parse.GetValue(_kinds))];
        string? folder = parse.GetValue(_folder);
        if (kinds.Length > 0)
        {
            return new TraceRequest(kinds, folder ?? StandardFolder, parse.GetValue(_samples) ?? 1, parse.GetValue(_format) == "npy");
        }

        return folder is null && parse.GetValue(_samples) is null
            ? null
            : throw new UserErrorException("--trace-dir or --trace-samples is given but no traces: add --trace " + string.Join(',', TraceRequest.AllKinds));
    }
}
