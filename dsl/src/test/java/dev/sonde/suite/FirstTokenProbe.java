package dev.sonde.suite;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.score.TokenDistribution;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A probe for tests of the runner: the mean change of the best token's log-probability, or whatever a test makes it do. */
final class FirstTokenProbe implements Probe<FirstTokenProbe.Spec, FirstTokenProbe.Shifts> {
    static final String KIND = "first_token";

    /** Settings; {@code act} may throw in place of measuring. */
    record Spec(String name, List<String> prompts, Function<ProbeContext, Double> act) implements ProbeSpec {}

    record Shifts(List<Double> shifts) implements Evidence {}

    static void register() {
        ProbeRegistry.shared().register(new FirstTokenProbe());
    }

    static Spec measuring(String name, String... prompts) {
        return new Spec(name, List.of(prompts), context -> 0.5);
    }

    static Spec doing(String name, Function<ProbeContext, Double> act) {
        return new Spec(name, List.of(), act);
    }

    @Override
    public ProbeKind<Spec, Shifts> kind() {
        return new ProbeKind<>(KIND, Category.ADHERENCE, Spec.class, Shifts.class, false);
    }

    @Override
    public List<Evaluation<?>> plan(Spec spec, ProbeContext context) {
        return spec.prompts().stream()
                .<Evaluation<?>>mapMulti((prompt, plan) -> {
                    plan.accept(ask(View.BASE, prompt, context));
                    plan.accept(ask(context.tuned(), prompt, context));
                })
                .toList();
    }

    @Override
    public ProbeResult<Shifts> run(Spec spec, ProbeContext context) {
        List<Double> shifts = spec.prompts().stream()
                .map(prompt -> best(context, context.tuned(), prompt) - best(context, View.BASE, prompt))
                .toList();
        return new ProbeResult<>(
                spec.name(),
                KIND,
                Verdict.PASS,
                OptionalDouble.of(
                        shifts.stream().mapToDouble(shift -> shift).average().orElse(0)),
                "nats",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(spec.act().apply(context)),
                "",
                Optional.of(new Shifts(shifts)),
                0);
    }

    private static double best(ProbeContext context, View view, String prompt) {
        return context.read(ask(view, prompt, context)).top(1).get(0).logProb();
    }

    private static Evaluation<TokenDistribution> ask(View view, String prompt, ProbeContext context) {
        return new Evaluation<>(view, new Operation.NextToken(prompt, context.topK()));
    }
}
