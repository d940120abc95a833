namespace Neuromorphic.Import.Lowering;

/// <summary>What becomes of a node of the ONNX file.</summary>
public enum Treatment
{
    /// <summary>It becomes a layer of spiking neurons or their synapses.</summary>
    Converted,

    /// <summary>It disappears at compile time: into other layers, into the read-out, or because it does nothing.</summary>
    Folded,

    /// <summary>It stays conventional arithmetic between spiking parts and is priced as such.</summary>
    Island,

    /// <summary>It cannot be imported.</summary>
    Refused,
}
