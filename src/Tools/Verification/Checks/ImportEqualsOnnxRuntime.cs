using Neuromorphic.Core.Verification;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>The lowered network in floats equals ONNX Runtime, layer by layer.</summary>
sealed class ImportEqualsOnnxRuntime : IVerifyCheck
{
    public string Name => "import-equals-onnx-runtime";

    public CheckOutcome Run(VerifySubject subject)
    {
        LoweringReport report = subject.MeasureLowering();
        return CheckOutcome.OfBound(
            (long)report.Samples * report.Nodes.Count, report.Worst.RelativeError, LoweringCheck.Tolerance, $"node '{report.Worst.Node}'");
    }
}
