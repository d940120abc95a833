namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>What a population of Loihi neurons may have, known when its kernel is compiled.</summary>
interface ILoihiFeatures
{
    /// <summary>Whether there may be noise or a second threshold.</summary>
    static abstract bool Rare { get; }
}

/// <summary>Neither noise nor a second threshold: the kernel does not look for them at every vector.</summary>
readonly struct PlainLoihiFeatures : ILoihiFeatures
{
    public static bool Rare => false;
}

/// <summary>Whatever the parameters say.</summary>
readonly struct AnyLoihiFeatures : ILoihiFeatures
{
    public static bool Rare => true;
}
