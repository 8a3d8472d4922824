package dev.sonde.probe.tooluse;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.tooluse.ToolUseFidelityEvidence.CasePair;
import dev.sonde.score.Generation;
import dev.sonde.stats.McNemar;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Does the model still call tools as their descriptions ask?
 *
 * <p>Both views write greedily after each prompt. A call is valid when its arguments fit the schema ({@link
 * ToolSchema}) of the tool that it names, as its own or another case describes it, and the tool is one of {@code
 * allowed_tools} where these are given: then they are all that there are. Without them nobody says whether a tool that
 * no case describes exists, so that such a call can be valid in its form; it counts among those of tools that are not
 * allowed. The raw value is the change of the share of valid calls over base, in [-1, 1]. This is a do-no-harm probe:
 * the paired interval of the change has to stay above {@code assert_validity_delta_gte}, breaks against mends are
 * McNemar's exact test, and calls of tools that are not allowed have a Wilson interval; {@link ToolUseRule}. Null
 * adapters do not decide, for random weights keep what base can do. Cost: as many forward passes per case and view as
 * tokens are written, at most {@code max_new_tokens}.
 *
 * <p>Other than the reference: there, two models that never make a call pass with the best score; z against null adapters
 * fails an adapter that keeps everything; a call is checked against the schema of the tool it should have been, so that calls
 * of other tools count as invalid and hardly as made up; {@code true} equals 1 and a type may not be a list. The form of a
 * call is not shown to the model, there as here: it belongs into the prompt. {@link ToolCall} reads the common ones.
 */
public final class ToolUseFidelityProbe implements Probe<ToolUseFidelitySpec, ToolUseFidelityEvidence> {

    private static final ProbeKind<ToolUseFidelitySpec, ToolUseFidelityEvidence> KIND = new ProbeKind<>(
            "tool_use_fidelity", Category.ATTRIBUTION, ToolUseFidelitySpec.class, ToolUseFidelityEvidence.class, false);

    @Override
    public ProbeKind<ToolUseFidelitySpec, ToolUseFidelityEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(ToolUseFidelitySpec spec, ProbeContext context) {
        return missing(spec, context).isEmpty()
                ? Stream.of(View.BASE, context.tuned())
                        .<Evaluation<?>>flatMap(view -> questions(spec, view).stream())
                        .toList()
                : List.of();
    }

    private static List<Evaluation<Generation>> questions(ToolUseFidelitySpec spec, View view) {
        return spec.cases().stream()
                .map(each -> new Evaluation<Generation>(
                        view, new Generate(each.prompt(), GenerationParameters.greedy(each.maxNewTokens()))))
                .toList();
    }

    /** Why nothing can be measured. */
    private static Optional<String> missing(ToolUseFidelitySpec spec, ProbeContext context) {
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return Optional.of("The model has no adapter. Load it with one.");
        }
        if (!context.capabilities().contains(Capability.GENERATE)) {
            return Optional.of("The backend cannot write text.");
        }
        return spec.cases().isEmpty()
                ? Optional.of("There are no cases. Give each a prompt, a tool_spec and a gold_tool_name.")
                : Optional.empty();
    }

    @Override
    public ProbeResult<ToolUseFidelityEvidence> run(ToolUseFidelitySpec spec, ProbeContext context) {
        var missing = missing(spec, context);
        if (missing.isPresent()) {
            return ProbeResult.without(spec, KIND, Verdict.SKIP, missing.get());
        }
        var base = context.readAll(questions(spec, View.BASE));
        var tuned = context.readAll(questions(spec, context.tuned()));
        var tools = new KnownTools(spec.cases(), spec.allowedTools());
        var pairs = new ArrayList<CasePair>();
        for (int i = 0; i < base.size(); i++) {
            ToolCase each = spec.cases().get(i);
            pairs.add(new CasePair(
                    each.prompt(),
                    CallOutcome.of(each, base.get(i).text(), tools),
                    CallOutcome.of(each, tuned.get(i).text(), tools)));
        }
        return result(spec, evidence(spec, pairs));
    }

    private static ToolUseFidelityEvidence evidence(ToolUseFidelitySpec spec, List<CasePair> pairs) {
        int broken = 0;
        int mended = 0;
        int allowed = 0;
        for (int i = 0; i < pairs.size(); i++) {
            CasePair pair = pairs.get(i);
            ToolCase each = spec.cases().get(i);
            broken += pair.base().valid() && !pair.tuned().valid() ? 1 : 0;
            mended += !pair.base().valid() && pair.tuned().valid() ? 1 : 0;
            allowed +=
                    pair.tuned().tool().filter(tool -> spec.allows(each, tool)).isPresent() ? 1 : 0;
        }
        var test = McNemar.of(broken, mended);
        return new ToolUseFidelityEvidence(
                pairs,
                (int) pairs.stream().filter(pair -> pair.base().valid()).count(),
                (int) pairs.stream().filter(pair -> pair.tuned().valid()).count(),
                test,
                ToolUseRule.delta(test, pairs.size()),
                (int) pairs.stream()
                        .filter(pair -> pair.tuned().tool().isPresent())
                        .count(),
                allowed,
                agreement(pairs));
    }

    private static OptionalDouble agreement(List<CasePair> pairs) {
        double[] shares = pairs.stream()
                .filter(pair -> pair.base().valid() && pair.tuned().valid())
                .mapToDouble(pair -> ArgumentAgreement.of(
                        ToolCall.in(pair.base().text()).orElseThrow().arguments(),
                        ToolCall.in(pair.tuned().text()).orElseThrow().arguments()))
                .toArray();
        return shares.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Summary.of(shares).mean());
    }

    private static ProbeResult<ToolUseFidelityEvidence> result(
            ToolUseFidelitySpec spec, ToolUseFidelityEvidence evidence) {
        var conclusion = new ToolUseRule(spec).conclude(evidence);
        int n = evidence.perCase().size();
        return ProbeResult.of(spec, KIND, conclusion, evidence)
                .measuring(
                        (double) (evidence.validTuned() - evidence.validBase()) / n,
                        "of the calls",
                        Optional.of(evidence.deltaInterval()));
    }
}
