using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Import;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Verification;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Results;
using Neuromorphic.Tools.Verification.Checks;

namespace Neuromorphic.Tools.Verification;

/// <summary>Converts a network and checks it.</summary>
/// <param name="checks">The checks, in the order of the result.</param>
sealed class Verifier(IReadOnlyList<IVerifyCheck> checks) : IVerifier
{
    /// <summary>Samples that are run unless the user says how many.</summary>
    public const int UsualSamples = 32;

    /// <summary>A verifier with all checks.</summary>
    public Verifier()
        : this(
        [
            new ImportEqualsOnnxRuntime(),
            new OverflowProof(),
            new PotentialsInside(),
            .. KernelSet.All.Where(set => set.Name != "scalar").Select(set => new InstructionSet(set)),
            new Threads(),
            new Identity(),
            new EqualsTwin(),
            new Float64Bound(),
            new EventCounts(),
            new DenseInputMacs(),
        ])
    {
    }

    public VerifyResult Verify(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        try
        {
            return Run(request, progress, token);
        }
        catch (Exception error) when (error is ModelException or MappingException or ChipException)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    VerifyResult Run(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        _ = request.NamedMethod;
        progress.Report(new PipelineProgress("reading the model", 0, 0));
        ChipSpecification chip = ChipCatalogue.Load(request.Chip);
        using LoadedModel model = LoadedModel.Load(request);
        int samples = Math.Min(model.Images.Samples, request.Samples ?? UsualSamples);
        NetworkInputs inputs = model.Inputs(model.Images);
        ConversionOptions conversion = request.ConversionOf(model).Options;

        token.ThrowIfCancellationRequested();
        progress.Report(new PipelineProgress("converting", 0, 0));
        using ConvertedNetwork network = model.Convert(conversion);
        VerifySubject subject = new(network, [.. Enumerable.Range(0, samples).Select(inputs.Integers)], conversion.Timesteps, token)
        {
            Program = ChipMapper.Map(
                network.Network, chip, request.WeightBits, unchecked((ulong)request.Seed), new MappingOptions { Timesteps = conversion.Timesteps }),
            Method = conversion.Method.Name,
            Layers = model.Layers,
            MeasureLowering = () => LoweringCheck.Measure(
                model.Layers, model.Twin, NetworkInputs.Floats(model.Images, model.InputScale, 0, samples), samples, request.Threads),
        };
        return Check(subject, model.Facts(), request, progress);
    }

    /// <summary>Runs the checks one after the other.</summary>
    internal VerifyResult Check(VerifySubject subject, ModelFacts facts, EstimateRequest request, IProgress<PipelineProgress> progress)
    {
        var done = new List<VerifyCheck>();
        var notRun = new List<VerifyOmission>();
        foreach (IVerifyCheck check in checks)
        {
            subject.Token.ThrowIfCancellationRequested();
            progress.Report(new PipelineProgress($"checking {check.Name}", done.Count + notRun.Count, checks.Count));
            if (check.Obstacle(subject) is string reason)
            {
                notRun.Add(new(check.Name, reason));
            }
            else
            {
                CheckOutcome outcome = check.Run(subject);
                done.Add(new(check.Name, outcome.Holds, outcome.Cases, outcome.Worst, outcome.Bound, outcome.Where));
            }
        }

        return new VerifyResult
        {
            Model = facts,
            Method = subject.Method,
            Timesteps = subject.Timesteps,
            WeightBits = request.WeightBits,
            Samples = subject.Samples.Count,
            Checks = done,
            NotRun = notRun,
        };
    }
}
