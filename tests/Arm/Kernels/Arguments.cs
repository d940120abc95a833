namespace Neuromorphic.Arm.Tests.Kernels;

/// <summary>Arguments of a timestep of neurons with one number each.</summary>
unsafe struct StepArguments<TModel>
    where TModel : unmanaged
{
    public TModel Model;
    public int Steps;
    public int Words;
    public int* Potential;
    public int* Current;
    public int* Threshold;
    public int* Bias;
    public ulong* Spikes;
    public ulong* Driven;
}

/// <summary>Arguments of a timestep of neurons with several numbers each.</summary>
unsafe struct AdvanceArguments<TModel, TState>
    where TModel : unmanaged
    where TState : unmanaged
{
    public TModel Model;
    public TState State;
    public int Steps;
    public int Words;
    public ulong* Spikes;
    public ulong* Negative;
    public ulong* Driven;
}

/// <summary>Arguments of a timestep of conversion neurons.</summary>
unsafe struct ConversionArguments<TModel>
    where TModel : unmanaged
{
    public TModel Model;
    public Core.Neurons.Conversion.ConversionState State;
    public int Steps;
    public int Words;
    public int* Current;
    public int* Bias;
    public short* Payload;
    public ulong* Spikes;
    public ulong* Driven;
}

/// <summary>Arguments of a timestep of 16-bit neurons.</summary>
unsafe struct ShortStepArguments
{
    public Core.Neurons.ShortLeakyIntegrateAndFire Model;
    public int Steps;
    public int Words;
    public short* Potential;
    public short* Current;
    public ulong* Spikes;
}

/// <summary>Arguments of adding a row, of whatever elements.</summary>
unsafe struct RowArguments
{
    public void* Accumulator;
    public void* Row;
    public int Length;
    public int Factor;
}

/// <summary>Arguments of adding several rows at once.</summary>
unsafe struct TileArguments
{
    public int* Accumulator;
    public sbyte** Rows;
    public int Count;
    public int Offset;
    public int Length;
}

/// <summary>Arguments of synapses: a spike mask, with payloads or without, or values.</summary>
unsafe struct SynapseArguments<TWalk>
    where TWalk : unmanaged
{
    public TWalk Walk;
    public ulong* Spikes;
    public int* Values;
    public short* Payload;
    public int Count;
    public sbyte** Rows;
    public int* Current;
}

/// <summary>Arguments of rows of shared weights: the plan, and sums of results.</summary>
unsafe struct SharedArguments<TPlan>
    where TPlan : unmanaged
{
    public TPlan Plan;
    public int* Weights;
    public int* Delays;
    public int* Tags;
}

/// <summary>Arguments of the operations of lanes, one by one.</summary>
unsafe struct OperationArguments
{
    public int* A;
    public int* B;
    public int* C;
    public int* D;
    public sbyte* Bytes;
    public short* Words;
    public int Count;
    public int Shift;
    public int* Lanes;
    public short* ShortLanes;
    public ulong* Masks;
}

/// <summary>Arguments of the kernels of recurrent networks.</summary>
unsafe struct RecurrentArguments
{
    public Core.Neurons.RoundedFactor Loss;
    public Core.Neurons.RoundedFactor Worth;
    public int Steps;
    public int Words;
    public int Value;
    public int Count;
    public ulong Key;
    public int* Integers;
    public int* Random;
    public int* Table;
    public uint** Rows;
    public uint* Scratch;
}
