using System.Text;
using System.Xml;
using System.Xml.Linq;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>A page that needs nothing but itself; a policy in its head forbids it to fetch anything.</summary>
static class HtmlDocument
{
    const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    static readonly HashSet<string> Void = ["meta", "br", "hr", "img", "col"];

    public static string Write(string title, XElement body)
    {
        XElement page = Tag(
            "html",
            Attribute("lang", "en"),
            Tag(
                "head",
                Tag("meta", Attribute("charset", "utf-8")),
                Tag("meta", Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Policy)),
                Tag("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
                Words("title", title),
                new XElement("style", new XText("\n" + StyleSheet.Text + "\n"))),
            body);

        // HTML knows no empty-element tags except for void elements and inside SVG: <td/> would open a cell.
        foreach (XElement element in page.Descendants().Where(element => element.IsEmpty && !Void.Contains(element.Name.LocalName)))
        {
            element.Add("");
        }

        StringBuilder text = new("<!DOCTYPE html>\n");
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" };
        using (XmlWriter writer = XmlWriter.Create(text, settings))
        {
            page.WriteTo(writer);
        }

        return text.Append('\n').ToString();
    }
}
