using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Tells networks apart: a hash of everything that a description says, and of the seed.</summary>
static class NetworkFingerprint
{
    /// <summary>The fingerprint.</summary>
    public static byte[] Of(NetworkDescription network, ulong seed)
    {
        // Records write themselves out in full, but in the language of the thread.
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var text = new StringBuilder();
            text.Append(network.Name).Append('\n').Append(network.Timestep).Append('\n').Append(seed).Append('\n');
            foreach (PopulationDescription population in network.Populations)
            {
                text.Append(population).Append('\n');
            }

            foreach (ProjectionDescription projection in network.Projections)
            {
                text.Append(projection).Append('\n');
                if (projection.Rule is ExplicitPairs explicitly)
                {
                    text.AppendJoin(' ', explicitly.Pairs).Append('\n');
                }
            }

            return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
