namespace Neuromorphic.Emulator.Sanafe;

/// <summary>How the duration of a timestep follows from what the cores did.</summary>
public enum SanafeTimeModel
{
    /// <summary>Busiest core; the network takes no time.</summary>
    Simple,

    /// <summary>Packets in the order of sending, with densities on links, waiting and queues at their targets.</summary>
    Detailed,
}
