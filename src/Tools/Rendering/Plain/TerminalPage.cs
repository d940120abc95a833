using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Lines and tables on a terminal or in a file; escape sequences only where colours are wanted.</summary>
sealed class TerminalPage
{
    readonly IAnsiConsole _console;
    readonly StringBuilder _drawn = new();
    readonly TextWriter _writer;

    public TerminalPage(TextWriter writer, bool colour, int width)
    {
        _writer = writer;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(new StringWriter(_drawn, CultureInfo.InvariantCulture)),
        });
        _console.Profile.Width = width;
        _console.Profile.Capabilities.Unicode = true;
    }

    public void Heading(string text)
    {
        _writer.WriteLine();
        Write(new Text(PlainText.Clean(text), new Style(decoration: Decoration.Bold)));
    }

    /// <summary>A paragraph, wrapped at the page's width.</summary>
    public void Paragraph(string text)
    {
        Write(new Text(PlainText.Clean(text)));
    }

    /// <summary>A paragraph with a mark before it.</summary>
    public void Bullet(string text)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(1)).AddColumn(new GridColumn().Padding(0, 0));
        grid.AddRow(new Text("•"), new Text(PlainText.Clean(text)));
        Write(grid);
    }

    /// <summary>A table; columns whose name begins with '&gt;' are aligned to the right.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = new Table().Border(TableBorder.Simple).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (string column in columns)
        {
            bool right = column.StartsWith('>');
            TableColumn header = new(new Text(right ? column[1..] : column, new Style(decoration: Decoration.Bold)));
            table.AddColumn(right ? header.RightAligned() : header);
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select(cell => new Text(PlainText.Clean(cell))));
        }

        Write(table);
    }

    /// <summary>Names and their values.</summary>
    public void Facts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 3, 0)).AddColumn(new GridColumn().Padding(0, 0));
        foreach ((string name, string value) in facts)
        {
            grid.AddRow(new Text(PlainText.Clean(name)), new Text(PlainText.Clean(value)));
        }

        Write(grid);
    }

    // Lines go on without the spaces that fill them up, and without empty ones around a table.
    void Write(IRenderable drawn)
    {
        _drawn.Clear();
        _console.Write(drawn);
        foreach (string line in _drawn.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            _writer.WriteLine(line);
        }
    }
}
