using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Reference;

namespace Neuromorphic.Core.Tests.Reference;

/// <summary>Integers against the equations with the time constants that were asked for.</summary>
public sealed class PhysicalErrorBoundTests
{
    const int Steps = 4000;

    [Fact]
    public void Designs_stay_inside_their_bound_of_the_equations_and_come_near_it()
    {
        double closestCurrent = 0;
        double closestPotential = 0;
        Gen<(PhysicalNeuron Neuron, int Input, int Kind, int Seed)> cases =
            from membrane in Gen.Choose(5000, 40_000)
            from excitatory in Gen.Choose(200, 20_000)
            from inhibitory in Gen.Choose(200, 20_000)
            from capacitance in Gen.Choose(100, 400)
            from current in Gen.Choose(-300, 300)
            from input in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, 200_000))
            from kind in Gen.Choose(0, 2)
            from seed in Gen.Choose(0, 1000)
            select (
                new PhysicalNeuron
                {
                    MembraneTimeConstant = membrane / 1000.0,
                    Capacitance = capacitance,
                    ExcitatoryTimeConstant = excitatory / 1000.0,
                    InhibitoryTimeConstant = inhibitory / 1000.0,
                    HasDeltaSynapses = true,
                    RestingPotential = -70,
                    Threshold = 900,
                    Reset = -70,
                    InputCurrent = current,
                    Timestep = 0.1,
                },
                input,
                kind,
                seed);
        int held = 0;
        Generators.ForAll(
            cases,
            c =>
            {
                ExponentialSynapseDesign design = c.Neuron.Design();
                var range = ExponentialSynapseRange.Prove(design.Parameters, c.Input, c.Input, c.Input);
                if (!range.Fits || range.Potential > design.Parameters.Threshold)
                {
                    return;
                }

                held++;
                using ExponentialSynapseNeurons neurons = new(1, design.Parameters);
                ErrorBound excitatory = PhysicalErrorBound.Excitatory(design, range);
                CascadeErrorBound potential = PhysicalErrorBound.Potential(design, range);
                PhysicalNeuron p = c.Neuron;
                double leak = ExactPropagators.Loss(p.Timestep, p.MembraneTimeConstant);
                double lossE = ExactPropagators.Loss(p.Timestep, p.ExcitatoryTimeConstant!.Value);
                double lossI = ExactPropagators.Loss(p.Timestep, p.InhibitoryTimeConstant!.Value);
                double units = design.CurrentUnit / design.PotentialUnit;
                double fromE = units * ExactPropagators.Coupling(p.Timestep, p.MembraneTimeConstant, p.ExcitatoryTimeConstant.Value, p.Capacitance);
                double fromI = units * ExactPropagators.Coupling(p.Timestep, p.MembraneTimeConstant, p.InhibitoryTimeConstant.Value, p.Capacitance);
                double bias = leak * p.MembraneTimeConstant / p.Capacitance * p.InputCurrent / design.PotentialUnit;
                double v = 0;
                double e = 0;
                double i = 0;
                var random = new Random(c.Seed);
                for (int t = 1; t <= Steps; t++)
                {
                    // Constant, one pulse, or noise.
                    int input = c.Kind switch { 0 => c.Input, 1 => t == 1 ? c.Input : 0, _ => random.Next(-c.Input, c.Input + 1) };
                    v += (-leak * v) + (fromE * e) + (fromI * i) + bias + input;
                    e += (-lossE * e) + input;
                    i += (-lossI * i) - input;
                    neurons.ExcitatoryInput[0] = input;
                    neurons.InhibitoryInput[0] = -input;
                    neurons.PotentialInput[0] = input;
                    neurons.Step(KernelSet.Best);
                    Assert.InRange(Math.Abs(neurons.Excitatory[0] - e), 0, excitatory.After(t));
                    Assert.InRange(Math.Abs(neurons.Inhibitory[0] - i), 0, PhysicalErrorBound.Inhibitory(design, range).After(t));
                    closestCurrent = Math.Max(closestCurrent, Math.Abs(neurons.Excitatory[0] - e) / excitatory.After(t));
                    if (t % 500 == 0 || t < 5)
                    {
                        double bound = potential.After(t);
                        Assert.InRange(Math.Abs(neurons.Potential[0] - v), 0, bound);
                        closestPotential = Math.Max(closestPotential, Math.Abs(neurons.Potential[0] - v) / bound);
                    }
                }
            },
            tests: 60);
        Assert.InRange(held, 20, 60);
        Assert.InRange(closestCurrent, 0.5, 1);
        Assert.InRange(closestPotential, 0.25, 1);
    }

    [Fact]
    public void There_is_no_bound_where_registers_may_saturate()
    {
        ExponentialSynapseDesign design = Neurons.ExponentialSynapseNeuronTests.Brunel().Design();
        var range = ExponentialSynapseRange.Prove(design.Parameters, ExponentialSynapseParameters.LargestState);
        Assert.Throws<ArgumentException>(() => PhysicalErrorBound.Excitatory(design, range));
        Assert.Throws<ArgumentException>(() => PhysicalErrorBound.Potential(design, range));
    }
}
