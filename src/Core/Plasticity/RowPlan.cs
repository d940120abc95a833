namespace Neuromorphic.Core.Plasticity;

/// <summary>Where a factor's values come from while a row of synapses is updated.</summary>
enum RowOperand
{
    /// <summary>One value per postsynaptic neuron.</summary>
    Column,

    /// <summary>The synapse's weight.</summary>
    Weight,

    /// <summary>The synapse's delay.</summary>
    Delay,

    /// <summary>The synapse's tag.</summary>
    Tag,
}

/// <summary>A factor of a row: operand plus constant, saturated. A sign is a saturation at −1 and 1.</summary>
unsafe struct RowFactor
{
    public RowOperand Operand;
    public int* Column;
    public int Constant;
    public int Low;
    public int High;
}

/// <summary>A product of a row: everything that is the same for the whole row is in <see cref="Scale"/>.</summary>
unsafe struct RowTerm
{
    public int Scale;
    public int* Gate;
    public int Factors;
    public int RightShift;
    public int LeftShift;
}

/// <summary>A target of a row: its products, its rounding and its range.</summary>
struct RowTarget
{
    public int Terms;
    public int Rounding;
    public int Low;
    public int High;
}

/// <summary>All that is done to the synapses of one presynaptic neuron at the end of an epoch.</summary>
unsafe struct RowPlan
{
    public short* Weights;
    public short* Delays;
    public short* Tags;
    public RowTarget Weight;
    public RowTarget Delay;
    public RowTarget Tag;

    /// <summary>Terms of the weight, then of the delay, then of the tag.</summary>
    public RowTerm* Terms;

    /// <summary>Factors of the terms, one term after the other.</summary>
    public RowFactor* Factors;

    /// <summary>Per postsynaptic neuron its seven bits of rounding.</summary>
    public int* RoundingColumn;

    public int AccumulatorMinimum;
    public int Length;
}
