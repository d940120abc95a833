using System.Xml.Linq;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>
/// Elements of HTML and SVG. Documents are built as XML trees, so every name and text that comes from a file is escaped
/// without anyone having to think of it.
/// </summary>
static class Markup
{
    public static XElement Tag(string name, params object?[] content) => new(name, content);

    public static XElement Tag(string name, string cssClass, params object?[] content) => new(name, new XAttribute("class", cssClass), content);

    public static XAttribute Attribute(string name, string value) => new(name, PlainText.Clean(value));

    /// <summary>Text; a percent sign stays on the line of its number.</summary>
    public static XText Text(string text) => new(PlainText.Clean(text).Replace(" %", "\u00a0%", StringComparison.Ordinal));

    /// <summary>An element that holds nothing but text.</summary>
    public static XElement Words(string name, string text) => new(name, Text(text));

    /// <summary>An element with a class that holds nothing but text.</summary>
    public static XElement Words(string name, string cssClass, string text) => new(name, new XAttribute("class", cssClass), Text(text));
}
