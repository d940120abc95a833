using System.Text.Json;
using System.Text.Json.Nodes;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Conformance;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests.Conformance;

public sealed class ConformanceTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("neuromorphic-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Cases() => [.. CaseData.Files.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_case_of_the_repository_passes(string name)
    {
        ConformanceCase one = Assert.Single(Run(Path.Combine(CaseData.Folder, name)).Cases);
        Assert.Equal((CaseResult.Pass, null, null), (one.Result, one.Difference, one.Reason));
    }

    [SharedCasesFact]
    public void Every_recorded_case_passes_unless_its_kind_is_not_supported_yet()
    {
        ConformanceResult result = Run(CaseData.SharedFolder!);
        Assert.DoesNotContain(result.Cases, one => one.Result == CaseResult.Fail);
        Assert.All(
            result.Cases.Where(one => one.Result == CaseResult.Skipped),
            one => Assert.DoesNotContain(CaseKinds.All, kind => kind.Name == one.Kind));
        Assert.True(result.Passed >= 75, $"{result.Passed} passed");
    }

    /// <summary>Every number of every output is compared: whichever is changed, the case fails there.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_changed_output_is_found_at_its_step_and_neuron(string name)
    {
        JsonNode root = Read(name);
        if (root["output"] is null)
        {
            JsonArray weights = root["rows"]![3]!["out"]!.AsArray();
            weights[2] = weights[2]!.GetValue<int>() + 64;
            Assert.Equal(("row 3", 2), Run(Write(root)).Cases.Select(one => (one.Difference!.Quantity, one.Difference.Neuron)).Single());
            return;
        }

        foreach ((string quantity, JsonNode? rows) in root["output"]!.AsObject().ToArray())
        {
            int step = rows!.AsArray().Count / 2;
            JsonArray row = rows[step]!.AsArray();
            int neuron = row.Count - 1;
            int expected = row[neuron]!.GetValue<int>();
            row[neuron] = expected + 100;
            ConformanceCase one = Assert.Single(Run(Write(root)).Cases);
            Assert.Equal(CaseResult.Fail, one.Result);
            CaseDifference difference = one.Difference!;
            Assert.Equal((expected + 100L, expected), (difference.Expected, difference.Got));
            Assert.Equal(KernelSet.All[0].Name, difference.InstructionSet);
            if (quantity != "weights_effective")
            {
                Assert.Equal((step + 1, neuron), (difference.Step, difference.Neuron));
            }

            row[neuron] = expected;
        }
    }

    [Fact]
    public void A_kind_or_flavour_that_is_not_known_is_skipped_by_name()
    {
        JsonNode root = Read("lif_lava_d22.json");
        root["kind"] = "beads";
        Assert.Equal("kind not supported yet", Assert.Single(Run(Write(root)).Cases).Reason);
        foreach (string path in CaseData.Files)
        {
            root = JsonNode.Parse(File.ReadAllText(path))!;
            root["flavour"] = "abacus";
            ConformanceCase one = Assert.Single(Run(Write(root)).Cases);
            Assert.Equal(CaseResult.Skipped, one.Result);
            Assert.Contains("'abacus'", one.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("lif_lava_d22.json", "params", "du")]
    [InlineData("lif_lava_d22.json", "params", "vth")]
    [InlineData("lif_lava_d22.json", "input", "a_in")]
    [InlineData("lif_lava_d22.json", "output", "s")]
    [InlineData("lif_brian_d04.json", "params", "groups")]
    [InlineData("syn_lava_d07.json", "params", "weights")]
    [InlineData("tn_nemo_d04.json", "params", "alpha")]
    [InlineData("tn_mesh_d01.json", "params", "core_list")]
    public void A_missing_field_is_named_with_its_file(string name, string part, string field)
    {
        JsonNode root = Read(name);
        root[part]!.AsObject().Remove(field);
        string path = Write(root);
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => Run(path));
        Assert.Contains($"{part}.{field}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lif_lava_d22.json", "du", "4096", "decay of the current")]
    [InlineData("lif_lava_d22.json", "dv", "-1", "decay of the potential")]
    [InlineData("lif_lava_d22.json", "du", "1.5", "'params.du' has to be an integer")]
    [InlineData("lif_lava_d22.json", "bias_mant", "[1]", "'params.bias_mant' has to be a list of 6 integers, not 1")]
    [InlineData("syn_lava_d07.json", "sign_mode", "\"BOTH\"", "one of MIXED")]
    [InlineData("syn_lava_d07.json", "num_weight_bits", "9", "9 weight bits")]
    [InlineData("syn_lava_d07.json", "max_delay", "1", "'params.delays[")]
    public void A_wrong_value_is_named_with_what_would_be_right(string name, string field, string value, string expected)
    {
        JsonNode root = Read(name);
        root["params"]![field] = JsonNode.Parse(value);
        string path = Write(root);
        string message = Assert.Throws<UserErrorException>(() => Run(path)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
    }

    /// <summary>Whatever stands in a file, the answer is a result or a complaint about the file.</summary>
    [Fact]
    public void Damaged_files_never_crash()
    {
        Random random = new(20261124);
        string[] replacements = ["null", "\"x\"", "[]", "{}", "[[]]", "true", "-1", "0", "7", "300", "2147483647", "-2147483648", "1e300", "0.5", "[1,2,3]"];
        int refused = 0;
        for (int k = 0; k < 1500; k++)
        {
            JsonNode root = JsonNode.Parse(File.ReadAllText(CaseData.Files[k % CaseData.Files.Length]))!;
            JsonNode node = root;
            for (int depth = random.Next(1, 5); depth > 0; depth--)
            {
                node = Child(node, random) ?? node;
            }

            if (node.Parent is null)
            {
                continue;
            }

            node.ReplaceWith(JsonNode.Parse(replacements[random.Next(replacements.Length)]));
            try
            {
                Run(Write(root));
            }
            catch (UserErrorException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 1500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"id\": \"\\ud800\", \"kind\": \"lif\", \"flavour\": \"lava\"}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"id\": 3}")]
    [InlineData("{\"id\": \"x\", \"kind\": \"lif\", \"flavour\": \"lava\"}")]
    public async Task Bad_input_is_one_line_and_exit_code_2(string text)
    {
        string path = Path.Combine(_folder, "bad.json");
        await File.WriteAllTextAsync(path, text);
        (int code, string output, string error) = await Command("conformance", _folder);
        Assert.Equal((ExitCodes.UserError, ""), (code, output));
        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_without_cases_is_bad_input()
    {
        (int code, _, string error) = await Command("conformance", _folder);
        Assert.Equal(ExitCodes.UserError, code);
        Assert.Contains("no case files", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_passing_is_0_and_a_failure_is_1_with_the_difference_in_both_forms()
    {
        (int code, string output, _) = await Command("conformance", CaseData.Folder);
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains($"{CaseData.Files.Length} passed, 0 failed, 0 skipped", output, StringComparison.Ordinal);

        JsonNode root = Read("lif_lava_d22.json");
        root["output"]!["v"]![8]![2] = 12345;
        string path = Write(root);
        (code, output, _) = await Command("conformance", path);
        Assert.Equal(ExitCodes.CheckFailed, code);
        Assert.Contains("FAIL", output, StringComparison.Ordinal);
        Assert.Contains("expected 12345", output.ReplaceLineEndings(" "), StringComparison.Ordinal);

        (code, output, _) = await Command("conformance", path, "--json", "-");
        Assert.Equal(ExitCodes.CheckFailed, code);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal("neuromorphic.conformance/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal((0, 1, 0), (Number(json, "passed"), Number(json, "failed"), Number(json, "skipped")));
        JsonElement one = json.RootElement.GetProperty("cases")[0];
        Assert.Equal("fail", one.GetProperty("result").GetString());
        JsonElement difference = one.GetProperty("difference");
        Assert.Equal(("v", 9, 2, 12345), (difference.GetProperty("quantity").GetString(), difference.GetProperty("step").GetInt32(), difference.GetProperty("neuron").GetInt32(), difference.GetProperty("expected").GetInt32()));
    }

    [Fact]
    public async Task A_device_is_not_read_for_ever()
    {
        if (File.Exists("/dev/zero"))
        {
            Assert.Equal(ExitCodes.UserError, (await Command("conformance", "/dev/zero")).Code);
        }
    }

    [Fact]
    public void A_file_that_is_named_twice_runs_once() =>
        Assert.Equal(CaseData.Files.Length, new ConformanceSuite().Run([CaseData.Folder, CaseData.Files[0]], CancellationToken.None).Cases.Count);

    static int Number(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetInt32();

    static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(CaseData.Folder, name)))!;

    static JsonNode? Child(JsonNode node, Random random) => node switch
    {
        JsonObject { Count: > 0 } fields => fields.ElementAt(random.Next(fields.Count)).Value,
        JsonArray { Count: > 0 } list => list[random.Next(list.Count)],
        _ => null,
    };

    static ConformanceResult Run(string path) => new ConformanceSuite().Run([path], CancellationToken.None);

    string Write(JsonNode root)
    {
        string path = Path.Combine(_folder, "case.json");
        File.WriteAllText(path, root.ToJsonString());
        return path;
    }

    static async Task<(int Code, string Out, string Error)> Command(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        FakePipeline pipeline = new();
        Terminal terminal = new() { Out = output, Error = error };
        int code = await Invocation.RunAsync(
            new NeuromorphicCommand(pipeline, pipeline, pipeline, new ConformanceSuite(), terminal), args, terminal, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
