using System.Numerics;

namespace Neuromorphic.Core.Networks;

/// <summary>What the spikes of a population carry.</summary>
/// <param name="Kind">How a receiver reads a spike.</param>
/// <param name="Bits">Bits of the magnitude of a payload; 0 for spikes without payload, 1 for ternary ones.</param>
/// <param name="HasSign">Whether payloads may be negative.</param>
public readonly record struct SpikeCode(SpikeKind Kind, int Bits, bool HasSign)
{
    /// <summary>A spike is one, and carries nothing.</summary>
    public static SpikeCode Binary => default;

    /// <summary>A spike is +1 or −1.</summary>
    public static SpikeCode Ternary => new(SpikeKind.Ternary, 1, true);

    /// <summary>At most one spike per sample, worth the timesteps that are left until the train ends, its own counted.</summary>
    public static SpikeCode Timed => new(SpikeKind.Timed, 0, false);

    /// <summary>Whether a spike comes with an integer.</summary>
    public bool HasPayload => Kind is SpikeKind.Ternary or SpikeKind.Graded;

    /// <summary>
    /// Bits that a packet carries beyond its address: none where the spike itself is the message, one for a sign, the
    /// magnitude's for a graded spike.
    /// </summary>
    public int PayloadBits => Kind switch
    {
        SpikeKind.Ternary => 1,
        SpikeKind.Graded => Bits + (HasSign ? 1 : 0),
        _ => 0,
    };

    /// <summary>The largest payload of one spike.</summary>
    public int Largest => HasPayload ? (1 << Bits) - 1 : 1;

    /// <summary>The smallest payload of one spike, 0 where it cannot be negative.</summary>
    public int Smallest => HasSign ? -Largest : 0;

    /// <summary>A spike is an integer.</summary>
    /// <param name="bits">Bits of the magnitude, 1 to 15.</param>
    /// <param name="hasSign">Whether it may be negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bits are out of range.</exception>
    public static SpikeCode Graded(int bits, bool hasSign)
    {
        if (bits is < 1 or > 15)
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "a payload has 1 to 15 bits");
        }

        return new SpikeCode(SpikeKind.Graded, bits, hasSign);
    }

    /// <summary>The narrowest graded code that holds the integers from a smallest to a largest one.</summary>
    public static SpikeCode GradedFor(int smallest, int largest) => Graded(
        Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(Math.Abs(smallest), Math.Abs(largest)))), smallest < 0);
}
