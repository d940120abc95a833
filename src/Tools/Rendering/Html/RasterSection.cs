using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>The spikes of one sample.</summary>
static class RasterSection
{
    public static XElement? Render(EstimateResult result) => RasterChart.CanDraw(result.Raster)
        ? Tag(
            "section",
            Words("h2", "Spikes of one sample"),
            Words("p", "about", $"Sample {result.Raster!.Sample}: every mark is a spike; where neurons share a row, a darker mark stands for more of them. 'neuromorphic estimate --trace spikes' writes them all down."),
            Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), RasterChart.Draw(result.Raster))))
        : null;
}
