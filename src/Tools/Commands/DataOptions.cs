using System.CommandLine;
using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Commands;

/// <summary>The options that say which data to run on.</summary>
sealed class DataOptions
{
    readonly Option<string?> _images = OptionKinds.Input("--images", "Samples: NPY of u1, i1, f4 or f8 in N,C,H,W or N,H,W or N,F.");
    readonly Option<string?> _labels = OptionKinds.Input("--labels", "The right class of each sample: NPY of integers.");
    readonly Option<string?> _calibration = OptionKinds.Input("--calibration", "Samples to calibrate on, as --images; without it some of the images.");
    readonly Option<double?> _inputScale = OptionKinds.OptionalPositive("--input-scale", "Network input = stored value × S. [default: 1/255 for u1, else 1]");
    readonly Option<int?> _samples = OptionKinds.OptionalWhole("--samples", "Run only the first N samples.", 1, int.MaxValue);

    public void AddTo(Command command)
    {
        command.Options.Add(_images);
        command.Options.Add(_labels);
        command.Options.Add(_calibration);
        command.Options.Add(_inputScale);
        command.Options.Add(_samples);
    }

    /// <summary>Reads the files that were named and checks that they belong together.</summary>
    public DataSelection Read(ParseResult parse, bool modelGiven)
    {
        string? imagesPath = parse.GetValue(_images);
        string? labelsPath = parse.GetValue(_labels);
        string? calibrationPath = parse.GetValue(_calibration);
        int? samples = parse.GetValue(_samples);
        if (!modelGiven)
        {
            string? given = imagesPath is not null ? "--images" : labelsPath is not null ? "--labels" : calibrationPath is not null ? "--calibration" : null;
            if (given is not null)
            {
                throw new UserErrorException($"{given} needs a model: the embedded demo has its own data; give MODEL.onnx too, or leave {given} out.");
            }

            return new DataSelection(null, null, null, parse.GetValue(_inputScale), samples);
        }

        if (imagesPath is null)
        {
            throw new UserErrorException("a model needs data to run on: give --images X.npy (and --labels Y.npy to learn the accuracy).");
        }

        ImageSet images = NpyFile.ReadImages(imagesPath);
        LabelSet? labels = labelsPath is null ? null : NpyFile.ReadLabels(labelsPath);
        labels?.RequireSameCount(images);
        ImageSet? calibration = calibrationPath is null ? null : NpyFile.ReadImages(calibrationPath);
        if (calibration is not null && (calibration.Channels, calibration.Height, calibration.Width) != (images.Channels, images.Height, images.Width))
        {
            throw new UserErrorException(
                $"{calibrationPath} holds samples of {calibration.Channels}×{calibration.Height}×{calibration.Width} but {imagesPath} of {images.Channels}×{images.Height}×{images.Width}; both go into the same model.");
        }

        if (calibration is not null && calibration.IsInteger != images.IsInteger)
        {
            throw new UserErrorException($"{calibrationPath} holds {Kind(calibration)} but {imagesPath} {Kind(images)}; one input scale must fit both, so save both alike.");
        }

        int count = samples ?? images.Samples;
        return new DataSelection(images.Take(count), labels?.Take(count), calibration, parse.GetValue(_inputScale), samples);
    }

    static string Kind(ImageSet images) => images.IsInteger ? "integers" : "floating-point values";
}
