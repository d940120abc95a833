namespace Neuromorphic.Import.Verification;

/// <summary>Receives the elements of one value for some samples.</summary>
/// <param name="firstSample">Index of the first of these samples.</param>
/// <param name="samples">Number of samples.</param>
/// <param name="value">The value's name in the ONNX file.</param>
/// <param name="elements">The elements, sample by sample in ONNX's order; valid during the call only.</param>
public delegate void ValueObserver(int firstSample, int samples, string value, ReadOnlySpan<float> elements);
