using Spectre.Console;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Lines and tables on a terminal or in a file; escape sequences only where colours are wanted.</summary>
sealed class TerminalPage
{
    readonly IAnsiConsole _console;
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
            Out = new AnsiConsoleOutput(writer),
        });
        _console.Profile.Width = width;
        _console.Profile.Capabilities.Unicode = true;
    }

    public void Heading(string text)
    {
        _writer.WriteLine();
        _console.Write(new Text(PlainText.Clean(text), new Style(decoration: Decoration.Bold)));
        _writer.WriteLine();
    }

    /// <summary>A paragraph, wrapped at the page's width.</summary>
    public void Paragraph(string text)
    {
        _console.Write(new Text(PlainText.Clean(text)));
        _writer.WriteLine();
    }

    /// <summary>A paragraph with a mark before it.</summary>
    public void Bullet(string text)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(1)).AddColumn(new GridColumn().Padding(0, 0));
        grid.AddRow(new Text("•"), new Text(PlainText.Clean(text)));
        _console.Write(grid);
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

        _console.Write(table);
    }
}
