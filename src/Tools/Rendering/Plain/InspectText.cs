using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>An inspection as text.</summary>
static class InspectText
{
    public static void Write(TerminalPage page, InspectResult result)
    {
        ModelFacts model = result.Model;
        page.Heading($"{model.Path}");
        page.Paragraph($"{model.Nodes} nodes, {Numbers.Count(model.Parameters)} parameters, {Numbers.Count(model.Macs)} MACs per inference; sha256 {model.Sha256}");

        page.Heading("Layers");
        page.Table(
            ["layer", "operator", "input", "output", ">MACs", ">parameters"],
            result.Layers.Select(layer => (IReadOnlyList<string>)
            [
                layer.Name, layer.Operator, Wording.Of(layer.InputShape), Wording.Of(layer.OutputShape), Numbers.Count(layer.Macs), Numbers.Count(layer.Parameters),
            ]));

        page.Heading($"Coverage: {Wording.Summary(result.Coverage)}");
        page.Table(
            ["node", "operator", "treatment", "reason"],
            result.Coverage.Select(entry => (IReadOnlyList<string>)[entry.Node, entry.Operator, Wording.Of(entry.Treatment), entry.Reason]));
        NotesText.Write(page, result.Notes);
    }
}
