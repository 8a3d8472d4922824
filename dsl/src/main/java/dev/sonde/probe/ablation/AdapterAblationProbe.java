package dev.sonde.probe.ablation;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Alignment;
import dev.sonde.probe.Category;
import dev.sonde.probe.Figure;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.ablation.AdapterAblationEvidence.PromptCurve;
import dev.sonde.probe.ablation.AdapterAblationEvidence.Shape;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How does the effect grow as the adapter is turned up from 0 (base) over 1 (as trained) and beyond?
 *
 * <p>The raw value is the linearity of the response, R² on the root scale.
 *
 * <p>Other than the reference, which fits a line to the divergence itself and calls 90 % of the <em>largest</em> effect
 * saturation. There an adapter that does nothing has linearity 1, and a perfectly linear response fails, because its
 * largest effect lies beyond 1. Here the line is fitted to the root, on which a small change is linear in its strength;
 * saturation refers to the effect at lambda 1; an adapter without an effect has no linearity and fails; what is compared
 * is always base, even when 0 is not among the lambdas; and a response that falls on the way is a warning.
 */
public final class AdapterAblationProbe implements Probe<AdapterAblationSpec, AdapterAblationEvidence> {

    private static final ProbeKind<AdapterAblationSpec, AdapterAblationEvidence> KIND = new ProbeKind<>(
            "adapter_ablation", Category.ABLATION, AdapterAblationSpec.class, AdapterAblationEvidence.class, false);
    private static final EnumSet<Capability> NEEDED = EnumSet.of(Capability.FINE_TUNED, Capability.SCALED);

    @Override
    public ProbeKind<AdapterAblationSpec, AdapterAblationEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(AdapterAblationSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return List.of();
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        return spec.lambdas().stream()
                .<Evaluation<?>>flatMap(lambda -> questions.under(view(lambda, context)).stream())
                .toList();
    }

    @Override
    public ProbeResult<AdapterAblationEvidence> run(AdapterAblationSpec spec, ProbeContext context) {
        if (!context.capabilities().containsAll(NEEDED)) {
            return ProbeResult.without(
                    spec.name(),
                    KIND.name(),
                    Verdict.SKIP,
                    "The backend cannot change the adapter's strength. Choose one that holds the adapter's weights.");
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        var curves = new double[spec.prompts().size()][spec.lambdas().size()];
        List<TokenDistribution> base = List.of();
        boolean exact = true;
        for (int k = 0; k < spec.lambdas().size(); k++) { // lambda 0, which is base, comes first
            var answers = context.readAll(questions.under(view(spec.lambdas().get(k), context)));
            base = k == 0 ? answers : base;
            var shifts = questions.shifts(spec.divergence(), base, answers);
            for (int i = 0; i < curves.length; i++) {
                curves[i][k] = shifts.get(i);
            }
            exact &= Alignment.of(base.get(0), answers.get(0)).exact();
        }
        return result(spec, context, curves, exact);
    }

    /** The strengths that other probes use too are asked for under their own views, so that the cache shares them. */
    private static View view(double lambda, ProbeContext context) {
        return lambda == 0 ? View.BASE : lambda == 1 ? context.tuned() : new View.Scaled(lambda);
    }

    private static ProbeResult<AdapterAblationEvidence> result(
            AdapterAblationSpec spec, ProbeContext context, double[][] curves, boolean exact) {
        double[] lambdas =
                spec.lambdas().stream().mapToDouble(Double::doubleValue).toArray();
        var response = Response.of(lambdas, curves);
        var floor = spec.divergence().floorIn(context);
        if (response.effect() <= floor.orElse(0)) {
            var evidence = evidence(spec, context, curves, response, Optional.empty(), Optional.empty(), exact);
            return result(spec, OptionalDouble.empty(), Optional.empty(), nothing(response, floor), evidence);
        }
        var resampling = new Resampling(lambdas, curves);
        var linearity = resampling.linearity(context.seed("linearity"));
        var shape = new Shape(
                response.linearity(),
                response.lambda50(),
                response.saturationLambda(),
                response.overshoot(),
                response.largestDrop(),
                resampling.monotonicityP(context.seed("monotonicity")));
        var lambda50 = resampling.interval(Response::lambda50, context.seed("lambda50"));
        var evidence = evidence(spec, context, curves, response, Optional.of(shape), lambda50, exact);
        var conclusion = new ShapeRule(spec)
                .conclude(
                        shape,
                        new ShapeRule.Uncertainty(
                                linearity,
                                resampling.interval(Response::saturationLambda, context.seed("saturation")),
                                shape.overshoot().isEmpty()
                                        ? Optional.empty()
                                        : resampling.interval(
                                                resampled ->
                                                        resampled.overshoot().orElseThrow(),
                                                context.seed("overshoot"))));
        return result(spec, OptionalDouble.of(shape.linearity()), linearity, conclusion, evidence);
    }

    private static ShapeRule.Conclusion nothing(Response response, OptionalDouble floor) {
        return new ShapeRule.Conclusion(
                Verdict.FAIL,
                "The adapter has no measurable effect at lambda 1: %s nats%s. There is no shape to judge."
                        .formatted(
                                Figure.of(response.effect()),
                                floor.isPresent() ? ", noise floor " + Figure.of(floor.getAsDouble()) : ""),
                0);
    }

    private static ProbeResult<AdapterAblationEvidence> result(
            AdapterAblationSpec spec,
            OptionalDouble raw,
            Optional<Interval> interval,
            ShapeRule.Conclusion conclusion,
            AdapterAblationEvidence evidence) {
        return new ProbeResult<>(
                spec.name(),
                KIND.name(),
                conclusion.verdict(),
                raw,
                "R²",
                interval,
                Optional.empty(),
                OptionalDouble.empty(), // the floor is in nats, raw is not
                OptionalDouble.of(conclusion.score()),
                conclusion.message(),
                Optional.of(evidence),
                0);
    }

    private static AdapterAblationEvidence evidence(
            AdapterAblationSpec spec,
            ProbeContext context,
            double[][] curves,
            Response response,
            Optional<Shape> shape,
            Optional<Interval> lambda50,
            boolean exact) {
        var band = Band.of(curves, context.seed("band"), spec.divergence().largest());
        var perPrompt = new ArrayList<PromptCurve>();
        for (int i = 0; i < curves.length; i++) {
            perPrompt.add(new PromptCurve(spec.prompts().get(i), boxed(curves[i])));
        }
        return new AdapterAblationEvidence(
                spec.divergence(),
                spec.lambdas(),
                boxed(response.mean()),
                band.lower(),
                band.upper(),
                band.method(),
                perPrompt,
                shape,
                lambda50,
                exact);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
