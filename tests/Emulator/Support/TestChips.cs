using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Tests.Support;

/// <summary>Chips with limits so small that small networks need many cores.</summary>
static class TestChips
{
    public static ChipSpecification Loihi { get; } = ChipCatalogue.Load("loihi1");

    public static ChipSpecification Small(
        int width, int height, int coresPerTile, Delivery delivery, int neurons, int inputAxons = 4096, int outputAxons = 4096, int memoryBits = 1 << 20, bool shared = true) =>
        Loihi with
        {
            Name = "small",
            Cores = Count(width * height * coresPerTile),
            Mesh = Loihi.Mesh with
            {
                Width = Count(width),
                Height = Count(height),
                CoresPerTile = Count(coresPerTile),
                Delivery = new Statement<Delivery>(delivery, Evidence.Assumed, "test"),
            },
            Core = Loihi.Core with
            {
                Neurons = Count(neurons),
                InputAxons = Count(inputAxons),
                OutputAxons = Count(outputAxons),
                SynapseMemory = Quantity.Known(memoryBits, "bit", Dimension.Data, Evidence.Assumed, "test"),
            },
            Storage = Loihi.Storage with { SharedWeights = new Statement<bool>(shared, Evidence.Assumed, "test") },
        };

    /// <summary>Small limits; every event has a time and a price of its own.</summary>
    public static ChipSpecification Random(int seed)
    {
        var random = new Random(seed);
        ChipSpecification chip = Small(
            random.Next(1, 5), random.Next(1, 4), random.Next(1, 4), random.Next(2) == 0 ? Delivery.Unicast : Delivery.Multicast,
            random.Next(4, 40), random.Next(350, 600), random.Next(30, 400), random.Next(40_000, 60_000), random.Next(2) == 0);
        return chip with
        {
            Timing = chip.Timing with { Spike = Time(1.3), PacketSent = Time(0.7), PacketReceived = Time(0.9) },
            Energy = chip.Energy with { Spike = Energy(1.1), PacketSent = Energy(0.3), PacketReceived = Energy(0.2) },
        };
    }

    /// <summary>Limits that bind, each in some cases, and that some networks break.</summary>
    public static ChipSpecification Tight(int seed)
    {
        var random = new Random(seed);
        return Small(
            4, 3, 2, Delivery.Unicast,
            random.Next(4, 200), random.Next(10, 200), random.Next(5, 100), random.Next(1_000, 20_000), random.Next(2) == 0);
    }

    static Quantity Time(double value) => Quantity.Known(value, "ns", Dimension.Time, Evidence.Assumed, "test");

    static Quantity Energy(double value) => Quantity.Known(value, "pJ", Dimension.Energy, Evidence.Assumed, "test");

    static Quantity Count(int value) => Quantity.Known(value, "count", Dimension.Count, Evidence.Assumed, "test");
}
