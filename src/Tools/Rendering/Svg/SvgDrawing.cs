using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Html;

namespace Neuromorphic.Tools.Rendering.Svg;

/// <summary>A drawing in pixels from the upper left corner. Colours come from the page's style sheet by class.</summary>
sealed class SvgDrawing
{
    readonly XElement _root;
    XElement _current;

    /// <summary>An empty drawing.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="label">What it shows, for those who cannot see it.</param>
    public SvgDrawing(double width, double height, string label)
    {
        Width = width;
        Height = height;
        _root = new XElement(
            "svg",
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(height)),
            new XAttribute("role", "img"),
            Markup.Attribute("aria-label", label));
        _current = _root;
    }

    public double Width { get; }

    public double Height { get; }

    public XElement ToElement() => _root;

    /// <summary>Diagonal lines for what is not known, used by the class "hatched".</summary>
    public void DefineHatch() => _root.AddFirst(new XElement(
        "defs",
        new XElement(
            "pattern",
            new XAttribute("id", "hatch"),
            new XAttribute("width", 7),
            new XAttribute("height", 7),
            new XAttribute("patternUnits", "userSpaceOnUse"),
            new XAttribute("patternTransform", "rotate(45)"),
            new XElement("rect", new XAttribute("class", "hatch"), new XAttribute("width", 2), new XAttribute("height", 7)))));

    public void Line(double x1, double y1, double x2, double y2, string cssClass) =>
        Add("line", cssClass, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public XElement Rectangle(double x, double y, double width, double height, string cssClass, double radius = 0) =>
        Add("rect", cssClass, ("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", Math.Max(0, height)), ("rx", radius));

    public XElement Circle(double x, double y, double radius, string cssClass) =>
        Add("circle", cssClass, ("cx", x), ("cy", y), ("r", radius));

    public void Polyline(IEnumerable<(double X, double Y)> points, string cssClass) =>
        Add("polyline", cssClass).Add(new XAttribute("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))));

    /// <summary>A path of SVG's commands, as wide as a pen.</summary>
    public void Path(string commands, string cssClass, double pen)
    {
        XElement path = Add("path", cssClass);
        path.Add(new XAttribute("d", commands), new XAttribute("stroke-width", Number(pen)));
    }

    /// <summary>Text whose class says where its anchor is: "start" (the default), "middle" or "end".</summary>
    public XElement Text(double x, double y, string text, string cssClass)
    {
        XElement element = Add("text", cssClass, ("x", x), ("y", y));
        element.Add(Markup.Text(text));
        return element;
    }

    /// <summary>A tooltip for an element.</summary>
    public static void Title(XElement element, string text) => element.AddFirst(Markup.Words("title", text));

    /// <summary>What is drawn inside becomes one group, with a tooltip.</summary>
    public void Group(string title, Action draw)
    {
        XElement outer = _current;
        _current = new XElement("g", Markup.Words("title", title));
        outer.Add(_current);
        draw();
        _current = outer;
    }

    static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    XElement Add(string name, string cssClass, params ReadOnlySpan<(string Name, double Value)> attributes)
    {
        XElement element = new(name, new XAttribute("class", cssClass));
        foreach ((string attribute, double value) in attributes)
        {
            if (value != 0 || attribute != "rx")
            {
                element.Add(new XAttribute(attribute, Number(value)));
            }
        }

        _current.Add(element);
        return element;
    }
}
