using System.Globalization;
using System.Xml.Linq;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>A table that scrolls sideways when the screen is narrow.</summary>
sealed class HtmlTable
{
    readonly bool[] _numeric;
    readonly XElement _body = Tag("tbody");
    readonly XElement _head = Tag("tr");

    /// <summary>A table; columns whose name begins with '&gt;' hold numbers.</summary>
    public HtmlTable(params string[] columns)
    {
        _numeric = Array.ConvertAll(columns, column => column.StartsWith('>'));
        for (int i = 0; i < columns.Length; i++)
        {
            string name = _numeric[i] ? columns[i][1..] : columns[i];
            _head.Add(Tag("th", _numeric[i] ? "num" : "text", Attribute("scope", "col"), Text(name)));
        }
    }

    /// <summary>A row of cells: strings or elements. The first cell names the row.</summary>
    public void Row(params object[] cells)
    {
        XElement row = Tag("tr");
        for (int i = 0; i < cells.Length; i++)
        {
            object content = cells[i] is string text ? Text(text) : cells[i];
            row.Add(i == 0
                ? Tag("th", _numeric[i] ? "num" : "text", Attribute("scope", "row"), content)
                : Tag("td", _numeric[i] ? "num" : "text", content));
        }

        _body.Add(row);
    }

    /// <summary>Remarks on the row above, over the whole width.</summary>
    public void Remark(params string[] lines)
    {
        XElement cell = Tag("td", "remark", Attribute("colspan", _numeric.Length.ToString(CultureInfo.InvariantCulture)));
        foreach (string line in lines)
        {
            cell.Add(Words("small", line));
        }

        _body.Add(Tag("tr", "remark", cell));
    }

    public XElement ToElement() => Tag("div", "scroll", Attribute("tabindex", "0"), Tag("table", Tag("thead", _head), _body));
}
