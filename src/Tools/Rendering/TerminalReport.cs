using Neuromorphic.Tools.Rendering.Plain;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering;

/// <summary>Results as tables of text.</summary>
/// <param name="writer">Where they go.</param>
/// <param name="colour">Whether escape sequences for colours may be used.</param>
/// <param name="width">Columns to use.</param>
public sealed class TerminalReport(TextWriter writer, bool colour, int width)
{
    readonly TerminalPage _page = new(writer, colour, width);

    /// <summary>An estimate.</summary>
    /// <param name="result">The estimate.</param>
    public void Write(EstimateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        EstimateText.Write(_page, result);
    }

    /// <summary>An inspection.</summary>
    /// <param name="result">The inspection.</param>
    public void Write(InspectResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        InspectText.Write(_page, result);
    }

    /// <summary>A search over damaged models.</summary>
    /// <param name="result">The search.</param>
    public void Write(FuzzResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        FuzzText.Write(_page, result);
    }

    /// <summary>The presets.</summary>
    /// <param name="result">The listing.</param>
    public void Write(ChipListing result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ChipText.Write(_page, result);
    }

    /// <summary>One chip.</summary>
    /// <param name="result">The chip.</param>
    public void Write(ChipDetail result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ChipText.Write(_page, result);
    }

    /// <summary>Conformance.</summary>
    /// <param name="result">The result.</param>
    public void Write(ConformanceResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ConformanceText.Write(_page, result);
    }

    /// <summary>A network that was written.</summary>
    /// <param name="result">What was written.</param>
    public void Write(ConvertResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ConvertText.Write(_page, result);
    }

    /// <summary>A run.</summary>
    /// <param name="result">The run.</param>
    public void Write(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        RunText.Write(_page, result);
    }

    /// <summary>A sweep.</summary>
    /// <param name="result">The sweep.</param>
    public void Write(SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        SweepText.Write(_page, result);
    }

    /// <summary>A measurement of this machine.</summary>
    /// <param name="result">The measurement.</param>
    public void Write(ProfileResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ProfileText.Write(_page, result);
    }

    /// <summary>A verification.</summary>
    /// <param name="result">The verification.</param>
    public void Write(VerifyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        VerifyText.Write(_page, result);
    }
}
