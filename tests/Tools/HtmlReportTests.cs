using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests;

public sealed class HtmlReportTests
{
    static readonly Reproduction How = new("neuromorphic estimate 'a b.onnx' --seed 1", "1.2.3");

    public static TheoryData<string> Samples => ["estimate", "hostile", "unknown"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_page_is_well_formed_and_fetches_nothing(string sample)
    {
        string html = Render(sample);
        XElement page = Parse(html);

        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "embed" or "base" or "form");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute =>
            attribute.Name.LocalName is "src" or "href" or "srcset" or "action" || attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(Regex.Matches(html, @"url\(([^)]*)\)"), match => Assert.Equal("#hatch", match.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Only_void_elements_and_none_else_close_themselves(string sample)
    {
        // A browser reads <td/> as an open cell.
        Assert.All(Regex.Matches(Render(sample), @"<(\w+)[^<>]*/>"), match => Assert.Equal("meta", match.Groups[1].Value));
    }

    [Fact]
    public void The_style_sheet_is_not_escaped_by_XML()
    {
        string style = Regex.Match(Render("estimate"), "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;

        Assert.Contains("prefers-color-scheme: dark", style, StringComparison.Ordinal);
        Assert.Contains("@media print", style, StringComparison.Ordinal);
        Assert.DoesNotContain('&', style);
    }

    [Fact]
    public void The_page_shows_spikes_links_limits_placement_and_the_check()
    {
        XElement page = Parse(Render("estimate"));
        string[] classes = [.. page.Descendants().Attributes("class").Select(attribute => attribute.Value)];
        Assert.Contains(classes, name => name.StartsWith("spike shade", StringComparison.Ordinal));
        Assert.Contains("link", classes);
        string text = page.Value;
        Assert.Contains("Limits at the fullest core of each layer", text, StringComparison.Ordinal);
        Assert.Contains("in use: annealed", text, StringComparison.Ordinal);
        Assert.Contains("timestep 2 of sample 71, 963 packets", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Spikes of one sample", Parse(HtmlReport.Render(SampleResults.Estimate() with { Raster = null }, How)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_are_shown_as_text()
    {
        string html = Render("hostile");

        Assert.Contains("&lt;script&gt;alert('1')&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', html);
        Assert.DoesNotContain('\0', html);
    }

    [Fact]
    public void Every_drawing_has_a_label_and_finite_numbers()
    {
        XElement[] drawings = [.. Parse(Render("estimate")).Descendants("svg")];

        Assert.Equal(6, drawings.Length);
        Assert.All(drawings, drawing =>
        {
            Assert.Equal("img", drawing.Attribute("role")?.Value);
            Assert.NotEmpty(drawing.Attribute("aria-label")!.Value);
            Assert.NotEmpty(drawing.Descendants("title"));
            foreach (XAttribute attribute in drawing.DescendantsAndSelf().Attributes().Where(a => a.Name.LocalName is "x" or "y" or "x1" or "x2" or "y1" or "y2" or "cx" or "cy" or "r"))
            {
                Assert.True(double.TryParse(attribute.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value), attribute.ToString());
            }
        });
    }

    [Fact]
    public void Everything_drawn_lies_inside_the_drawing()
    {
        foreach (XElement drawing in Parse(Render("estimate")).Descendants("svg"))
        {
            double width = Value(drawing, "width");
            double height = Value(drawing, "height");
            foreach (XElement box in drawing.Descendants("rect").Where(box => box.Attribute("x") is not null))
            {
                Assert.InRange(Value(box, "x") + Value(box, "width"), 0, width + 0.01);
                Assert.InRange(Value(box, "y") + Value(box, "height"), 0, height + 0.01);
            }

            foreach (XElement text in drawing.Descendants("text"))
            {
                Assert.InRange(Value(text, "x"), 0, width);
                Assert.InRange(Value(text, "y"), 0, height);
            }
        }
    }

    [Fact]
    public void What_is_not_priced_is_hatched_and_named()
    {
        XElement energy = Drawing("logarithmic axis: energy of one inference");

        // Two parts, and what the lower bound leaves open; a device without energy is in the table only.
        Assert.Equal(3, energy.Descendants("rect").Count(box => box.Attribute("class")!.Value == "hatched"));
        Assert.Equal(2, energy.Descendants("text").Count(text => text.Value == "not priced"));
        Assert.Contains(energy.Descendants("title"), title => title.Value == "static: not priced");
    }

    [Fact]
    public void The_mesh_shows_each_busy_tile_and_each_core()
    {
        XElement mesh = Drawing("Heat map");
        EstimateResult sample = SampleResults.Estimate();

        // One square per busy tile and five in the legend; one dot per core and one in the legend.
        Assert.Equal(sample.Chip.Tiles!.Traversals.Count(traffic => traffic > 0) + 5, mesh.Descendants("rect").Count(box => box.Attribute("class")!.Value == "heat"));
        Assert.Equal(sample.Chip.CoresUsed + 1, mesh.Descendants("circle").Count(dot => dot.Attribute("class")!.Value == "core used"));
    }

    [Fact]
    public void The_accuracy_chart_has_a_point_per_timestep_and_both_references()
    {
        XElement chart = Drawing("accuracy over timesteps");

        Assert.Equal(32, chart.Descendants("circle").Count());
        Assert.Contains(chart.Descendants("text"), text => text.Value == "as trained 98.4\u00a0%");
        Assert.Contains(chart.Descendants("text"), text => text.Value == "integer twin 98.2\u00a0%");
    }

    [Fact]
    public void Labels_of_lines_that_meet_do_not_overlap()
    {
        double[] heights = [.. Drawing("accuracy over timesteps").Descendants("text")
            .Where(text => text.Attribute("class")!.Value.StartsWith("ending", StringComparison.Ordinal)).Select(text => Value(text, "y")).Order()];

        Assert.Equal(3, heights.Length);
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 14));
    }

    [Fact]
    public void The_ledger_is_whole_and_constants_are_there()
    {
        XElement ledger = Parse(Render("estimate")).Descendants("section").Single(section => section.Element("h2")?.Value == "The ledger");
        EstimateResult sample = SampleResults.Estimate();

        Assert.Equal(sample.Ledger.Select(line => line.Term), ledger.Element("div")!.Descendants("tbody").Single().Elements("tr").Select(row => row.Element("th")!.Value));
        Assert.Equal(["40.9 µJ", "16.6 µJ", "contained", "left out", "not priced"], ledger.Element("div")!.Descendants("tbody").Single().Elements("tr").Select(row => row.Elements("td").ElementAt(2).Value));
        Assert.Equal(sample.Verdicts.Count, ledger.Elements("details").Count());
        Assert.Contains("0.100 pJ", ledger.Elements("details").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_how_to_get_it_again()
    {
        string text = Parse(Render("estimate")).Value;

        Assert.Contains(How.CommandLine, text, StringComparison.Ordinal);
        Assert.Contains(How.Version, text, StringComparison.Ordinal);
        Assert.Contains(SampleResults.Estimate().Model.Sha256, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_result_gives_the_same_page() => Assert.Equal(Render("estimate"), Render("estimate"));

    static XElement Drawing(string label) => Parse(Render("estimate")).Descendants("svg")
        .Single(drawing => drawing.Attribute("aria-label")!.Value.Contains(label, StringComparison.Ordinal));

    static double Value(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    static XElement Parse(string html) => XElement.Parse(html[html.IndexOf("<html", StringComparison.Ordinal)..]);

    static string Render(string sample) => HtmlReport.Render(
        sample switch
        {
            "hostile" => SampleResults.Hostile(),
            "unknown" => SampleResults.Unknown(),
            _ => SampleResults.Estimate(),
        },
        How);
}
