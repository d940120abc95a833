using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>Rules of plasticity that cannot be held are refused by name; the integers stand for what was asked.</summary>
public sealed class PlasticityTests
{
    static readonly PairPlasticity Good = new()
    {
        Potentiation = 0.002,
        Depression = 0.0021,
        PotentiationTimeConstant = 20,
        DepressionTimeConstant = 15,
        LargestWeight = 0.2,
    };

    [Fact]
    public void The_integers_stand_for_what_was_asked()
    {
        foreach (double largest in new[] { 0.2, 2, 150 })
        {
            PairPlasticity rule = Good with { LargestWeight = largest, Potentiation = largest / 100, Depression = largest / 90 };
            var plan = new PlasticityPlan(rule, 65536, 0.1, refractorySteps: 20);
            double unit = (1 << plan.Shift) / 65536.0;
            Assert.InRange(plan.Largest, 1000, 65535);
            Assert.InRange(plan.Largest * unit, largest * (1 - 1e-4), largest * (1 + 1e-4));
            Assert.InRange(plan.Scaled(1 << 16) * unit / 65536, rule.Potentiation * (1 - 1e-3), rule.Potentiation * (1 + 1e-3));
            Assert.InRange(plan.Depression.Value * plan.PostOne * unit, rule.Depression * (1 - 1e-3), rule.Depression * (1 + 1e-3));
            for (int n = 0; n < 2048; n++)
            {
                Assert.InRange(plan.Decay[n] / 32768.0, Math.Exp(-n / 200.0) - 5e-5, Math.Exp(-n / 200.0) + 5e-5);
            }

            Assert.InRange(plan.PostLoss.Value, (1 - Math.Exp(-0.1 / 15)) * 0.9999, (1 - Math.Exp(-0.1 / 15)) * 1.0001);
            Assert.True(plan.Ring * 21 > 2 * 1024);
        }
    }

    [Fact]
    public void Rules_that_cannot_be_held_are_refused()
    {
        Refuses(Good with { Potentiation = 0 }, "potentiation");
        Refuses(Good with { Depression = double.NaN }, "depression");
        Refuses(Good with { Depression = 1e-9 }, "depression");
        Refuses(Good with { LargestWeight = -1 }, "largest weight");
        Refuses(Good with { PotentiationTimeConstant = 0.01 }, "time constant of potentiation");
        Refuses(Good with { DepressionTimeConstant = 1e9 }, "time constant of depression");

        static void Refuses(PairPlasticity rule, string expected) => Assert.Contains(
            expected,
            Assert.Throws<NetworkDescriptionException>(() => Network(rule).Validate()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_out_of_range_and_delays_that_vary_are_refused()
    {
        NetworkDescription network = Network(Good);
        network.Validate();
        ProjectionDescription projection = network.Projections[0];
        foreach ((ProjectionDescription wrong, string field) in new[]
        {
            (projection with { Weight = 0.3 }, "weight"),
            (projection with { Weight = -0.1 }, "weight"),
            (projection with { Delay = new UniformDistribution(1, 2) }, "delay"),
        })
        {
            Assert.Equal(
                $"projections[0].{field}",
                Assert.Throws<NetworkDescriptionException>(() => (network with { Projections = [wrong] }).Validate()).Field);
        }
    }

    static NetworkDescription Network(PairPlasticity rule) => new()
    {
        Name = "learning",
        Populations = [new() { Name = "p", Size = 100, Neuron = SmallNetworks.Neuron }],
        Projections =
        [
            new()
            {
                Source = "p",
                Target = "p",
                Rule = new FixedInDegree(10),
                Weight = 0.1,
                Delay = 1,
                Receptor = Receptor.Potential,
                Plasticity = rule,
            },
        ],
    };
}
