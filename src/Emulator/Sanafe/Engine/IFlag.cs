namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>A choice that is known when code is compiled.</summary>
interface IFlag
{
    static abstract bool On { get; }
}

/// <summary>Yes.</summary>
readonly struct Yes : IFlag
{
    public static bool On => true;
}

/// <summary>No.</summary>
readonly struct No : IFlag
{
    public static bool On => false;
}
