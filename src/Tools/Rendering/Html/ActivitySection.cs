using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>The ledger: what is counted, from which energy and time follow.</summary>
static class ActivitySection
{
    public static XElement Render(EstimateResult result)
    {
        ActivityCounts activity = result.Activity.PerInference;
        HtmlTable ledger = new("per inference", ">count");
        ledger.Row("synaptic events", Numbers.Count(activity.SynapticEvents));
        ledger.Row("neuron updates", Numbers.Count(activity.NeuronUpdates));
        ledger.Row("spikes", Numbers.Count(activity.Spikes));
        ledger.Row("payload bits", Numbers.Count(activity.PayloadBits));
        ledger.Row("packets", Numbers.Count(activity.Packets));
        ledger.Row("link traversals", Numbers.Count(activity.LinkTraversals));
        ledger.Row("barriers", Numbers.Count(activity.Barriers));
        ledger.Row("conventional multiply-accumulates", Numbers.Count(activity.Macs));

        NeurobenchFacts bench = result.Neurobench;
        NeurobenchByCode? code = bench.ByCode;
        HtmlTable neurobench = new("NeuroBench", ">by its definitions", ">by its code");
        neurobench.Row("footprint", Numbers.Si(bench.FootprintBytes, "B"), Numbers.Si(code?.FootprintBytes, "B"));
        neurobench.Row("connection sparsity", Numbers.Percent(bench.ConnectionSparsity), Numbers.Percent(code?.ConnectionSparsity));
        neurobench.Row("activation sparsity", Numbers.Percent(bench.ActivationSparsity), Numbers.Percent(bench.ActivationSparsity));
        neurobench.Row("effective MACs", Numbers.Count(bench.EffectiveMacs), Numbers.Count(code?.EffectiveMacs));
        neurobench.Row("effective ACs", Numbers.Count(bench.EffectiveAcs), Numbers.Count(bench.EffectiveAcs));
        neurobench.Row("dense operations", Numbers.Count(bench.Dense), Numbers.Count(code?.Dense));
        neurobench.Row("membrane updates", Numbers.Count(bench.MembraneUpdates), Numbers.Count(code?.MembraneUpdates));
        return Tag(
            "section",
            Words("h2", "What happened, counted"),
            Words("p", "about", $"Exact counts from the run, as means over {Numbers.Whole(result.Data.Samples)} samples. Energy and time follow from them and from the chip's figures."),
            Tag("div", "columns", ledger.ToElement(), neurobench.ToElement()));
    }
}
