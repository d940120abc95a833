using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Commands;

/// <summary>The data that the user chose.</summary>
sealed record DataSelection(ImageSet? Images, LabelSet? Labels, ImageSet? Calibration, double? InputScale, int? Samples);
