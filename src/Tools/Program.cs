using System.Text;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Conformance;
using Neuromorphic.Tools.Pipeline;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using CancellationTokenSource interrupted = new();
Console.CancelKeyPress += (_, press) =>
{
    // The first Ctrl-C asks the command to stop; a second one ends the process at once.
    press.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};

Terminal terminal = Terminal.OfThisProcess();
NeuromorphicCommand root = new(new Estimator(), new Inspector(), new ChipShelf(), new ConformanceSuite(), terminal);
return await Invocation.RunAsync(root, args, terminal, interrupted.Token);
