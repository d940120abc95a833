using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Assumptions and warnings.</summary>
static class NotesSection
{
    public static XElement? Render(EstimateResult result) => result.Notes.Count == 0
        ? null
        : Tag("section", Words("h2", "Assumptions and warnings"), Tag("ul", result.Notes.Select(note => Words("li", note))));
}
