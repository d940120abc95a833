namespace Neuromorphic.Emulator.Energy;

/// <summary>Names of what ledgers count.</summary>
public static class LedgerTerm
{
    /// <summary>Spikes that arrive through a synapse whose weight is not zero.</summary>
    public const string SynapticEvents = "synaptic events";

    /// <summary>Spikes that arrive at max-pools.</summary>
    public const string PoolEvents = "events at max-pools";

    /// <summary>Products of weight and payload.</summary>
    public const string GradedProducts = "products with payloads";

    /// <summary>Synaptic events of the read-out.</summary>
    public const string ReadoutAdds = "read-out adds";

    /// <summary>Updates of neurons, where a price does not tell driven from idle ones.</summary>
    public const string Updates = "neuron updates";

    /// <summary>Updates of neurons with input.</summary>
    public const string UpdatesDriven = "neuron updates, driven";

    /// <summary>Updates of neurons without input.</summary>
    public const string UpdatesIdle = "neuron updates, idle";

    /// <summary>Additions of a bias.</summary>
    public const string BiasAdds = "bias adds";

    /// <summary>Comparisons of a potential with a threshold.</summary>
    public const string ThresholdCompares = "threshold compares";

    /// <summary>Reads of a membrane potential.</summary>
    public const string MembraneReads = "membrane reads";

    /// <summary>Writes of a membrane potential.</summary>
    public const string MembraneWrites = "membrane writes";

    /// <summary>Spikes fired, read once by who sends them on.</summary>
    public const string Spikes = "spikes";

    /// <summary>Bits that spikes carry beyond their address.</summary>
    public const string PayloadBits = "payload bits";

    /// <summary>Pairs of a spike and a core that it goes to.</summary>
    public const string Packets = "packets";

    /// <summary>Packets that stay on their tile.</summary>
    public const string PacketsWithinTile = "packets within a tile";

    /// <summary>Links crossed by packets.</summary>
    public const string LinkTraversals = "link traversals";

    /// <summary>Links crossed to the east or west.</summary>
    public const string HopsEastWest = "link traversals, east and west";

    /// <summary>Links crossed to the north or south.</summary>
    public const string HopsNorthSouth = "link traversals, north and south";

    /// <summary>Crossings from chip to chip.</summary>
    public const string Crossings = "crossings between chips";

    /// <summary>Synchronisations of the whole system.</summary>
    public const string Barriers = "barriers";

    /// <summary>Timesteps beyond T and the depth of the network, until all is quiet.</summary>
    public const string SettlingSteps = "settling steps";

    /// <summary>Timesteps that a method runs per sample to calibrate itself before it decides.</summary>
    public const string CalibrationSteps = "calibration steps";

    /// <summary>Seconds for which power at rest is drawn, over all chips.</summary>
    public const string StaticSeconds = "seconds at rest";

    /// <summary>Products of the layers that read the network's input.</summary>
    public const string FirstLayerMacs = "first-layer products";

    /// <summary>Products of the other layers of the conventional network.</summary>
    public const string Macs = "products";

    /// <summary>Activation functions of the conventional network.</summary>
    public const string Activations = "activation functions";

    /// <summary>Reads of weights.</summary>
    public const string WeightReads = "weight reads";

    /// <summary>Reads of inputs or activations.</summary>
    public const string ActivationReads = "activation reads";

    /// <summary>Reads of biases.</summary>
    public const string BiasReads = "bias reads";

    /// <summary>Writes of outputs.</summary>
    public const string OutputWrites = "output writes";

    /// <summary>Computation of addresses.</summary>
    public const string Addressing = "addressing";

    /// <summary>What a device draws while it does nothing for the network, at the utilisation chosen.</summary>
    public const string IdleShare = "idle share of the device";
}
