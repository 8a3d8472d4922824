package dev.sonde.probe.clusterkl;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.Category;
import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.Points;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.clusterkl.ClusterKlEvidence.Topic;
import dev.sonde.stats.BetweenGroups;
import dev.sonde.stats.NullTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Did the adapter move some topics more than others, or everything alike?
 *
 * <p>Prompts are given topics, or are put into topics by k-means over their embeddings, the base model's or those of a
 * sentence embedder ({@code embedding_model}). The raw value is the share of the
 * variance of {@code √d} that lies between topics, d being a prompt's divergence from base: omega squared, which is 0 on
 * average without any difference, whatever the numbers of prompts and topics. Three things are asked, and the worst stands:
 * that it reaches {@code assert_specificity_gte} and that null adapters do not have as much ({@link EffectRule}; topics
 * differ in how easily any weights move them), and that shifts shuffled over the prompts do not (a permutation test, exact
 * for these prompts). Which topics moved is in the evidence; that it was the right ones is for the reader to see. Costs two
 * forward passes a prompt and one more for its embedding, and one a prompt for each null adapter.
 *
 * <p>Other than the reference, whose ratio of variances has no correction: of pure noise it is 0.14 with two topics of four
 * prompts and 0.47 with ten topics of two, against one fixed threshold of 0.6; rounding alone makes it 1 where all prompts
 * moved alike; and its bootstrap lies above the value that it surrounds. Its threshold is understood: both are shares of
 * the variance between topics.
 */
public final class ClusterKlProbe implements Probe<ClusterKlSpec, ClusterKlEvidence> {

    private static final ProbeKind<ClusterKlSpec, ClusterKlEvidence> KIND =
            new ProbeKind<>("cluster_kl", Category.ADHERENCE, ClusterKlSpec.class, ClusterKlEvidence.class, true);

    @Override
    public ProbeKind<ClusterKlSpec, ClusterKlEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(ClusterKlSpec spec, ProbeContext context) {
        if (obstacle(spec, context).isPresent()) {
            return List.of();
        }
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        var plan = new ArrayList<Evaluation<?>>(questions.under(View.BASE));
        plan.addAll(questions.under(context.tuned()));
        if (spec.topics().isEmpty()) {
            plan.addAll(Points.questions(spec.prompts(), spec.embedding()));
        }
        return plan;
    }

    @Override
    public ProbeResult<ClusterKlEvidence> run(ClusterKlSpec spec, ProbeContext context) {
        var obstacle = obstacle(spec, context);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var shifts = TopicShifts.read(spec, context);
        var between = shifts.between(context.seed("permutation"));
        var evidence = shifts.evidence(spec, context, between);
        return between.map(found -> result(spec, context, found, evidence)).orElseGet(() -> alike(spec, evidence));
    }

    private static Optional<ProbeResult<ClusterKlEvidence>> obstacle(ClusterKlSpec spec, ProbeContext context) {
        int n = spec.prompts().size();
        if (!context.capabilities().contains(Capability.FINE_TUNED)) {
            return Optional.of(ProbeResult.withoutAdapter(spec, KIND));
        }
        if (spec.topics().isEmpty() && !context.capabilities().contains(Capability.EMBED)) {
            return Optional.of(
                    ProbeResult.without(
                            spec,
                            KIND,
                            Verdict.SKIP,
                            "The backend cannot embed texts. Give the topic of each prompt (topics), or choose a backend that holds the weights."));
        }
        if (n < spec.minPrompts()) {
            return Optional.of(ProbeResult.without(
                    spec,
                    KIND,
                    Verdict.INCONCLUSIVE,
                    "%d prompt%s too few to tell topics apart: give at least %d (min_prompts)."
                            .formatted(n, n == 1 ? " is" : "s are", spec.minPrompts())));
        }
        int topics = spec.topics().isEmpty()
                ? spec.numClusters()
                : (int) spec.topics().stream().distinct().count();
        return 2 * topics <= n
                ? Optional.empty()
                : Optional.of(ProbeResult.without(
                        spec,
                        KIND,
                        Verdict.INCONCLUSIVE,
                        "%d prompts are too few for %d topics: give at least %d, or fewer topics."
                                .formatted(n, topics, 2 * topics)));
    }

    private static ProbeResult<ClusterKlEvidence> alike(ClusterKlSpec spec, ClusterKlEvidence evidence) {
        var conclusion = new Conclusion(
                Verdict.FAIL,
                "All prompts moved alike, by %s nats: no topic was moved more than another."
                        .formatted(Figure.of(evidence.mean())),
                0);
        return result(spec, new BetweenGroups(0, 1, Optional.empty()), Optional.empty(), conclusion, evidence);
    }

    private static ProbeResult<ClusterKlEvidence> result(
            ClusterKlSpec spec, ProbeContext context, BetweenGroups between, ClusterKlEvidence evidence) {
        double raw = between.omegaSquared();
        var effect = new Effect(
                "Share between %d topics".formatted(evidence.topics().size()),
                raw,
                "of the variance",
                spec.prompts().size(),
                between.interval(),
                context.nulls().map(nulls -> NullTest.of(raw, nulls.values())),
                OptionalDouble.empty());
        var conclusion = new EffectRule(spec.assertSpecificityGte(), spec.assertZGte())
                .conclude(effect)
                .and(shuffled(between.pValue(), evidence));
        return result(spec, between, effect.nullTest(), noted(conclusion, spec, evidence, between), evidence);
    }

    private static Conclusion shuffled(double p, ClusterKlEvidence evidence) {
        var most = evidence.topics().stream()
                .max(Comparator.comparingDouble(Topic::mean))
                .orElseThrow();
        String moved = "Most was moved %s (%s nats; e.g. '%s')"
                .formatted(
                        most.name(),
                        Figure.of(most.mean()),
                        Figure.shortened(most.prompts().get(0)));
        return p <= NullTest.ALPHA
                ? new Conclusion(
                        Verdict.PASS, moved + ", more than by chance (permutation p = %s).".formatted(Figure.of(p)), 1)
                : new Conclusion(
                        Verdict.INCONCLUSIVE,
                        moved
                                + ", but as much stands between topics when shifts are shuffled (p = %s): more prompts a topic are needed to tell."
                                        .formatted(Figure.of(p)),
                        1);
    }

    private static Conclusion noted(
            Conclusion conclusion, ClusterKlSpec spec, ClusterKlEvidence evidence, BetweenGroups between) {
        String bare = between.interval().isPresent()
                ? ""
                : " There is no interval because a topic has a single prompt: give each topic at least two.";
        String cut = evidence.truncated() == 0
                ? ""
                : " %d prompts were cut to what the embedder reads.".formatted(evidence.truncated());
        String name = spec.topics().isEmpty() ? spec.embedding().note() : "";
        return new Conclusion(
                conclusion.verdict(), conclusion.message() + bare + cut + name, Math.max(0, conclusion.score()));
    }

    private static ProbeResult<ClusterKlEvidence> result(
            ClusterKlSpec spec,
            BetweenGroups between,
            Optional<NullTest> nulls,
            Conclusion conclusion,
            ClusterKlEvidence evidence) {
        return ProbeResult.of(spec, KIND, conclusion, evidence)
                .measuring(between.omegaSquared(), "of the variance", between.interval())
                .against(nulls, OptionalDouble.empty());
    }
}
