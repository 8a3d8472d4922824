package dev.sonde.probe.clusterkl;

import dev.sonde.backend.View;
import dev.sonde.probe.Alignment;
import dev.sonde.probe.NextTokens;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.clusterkl.ClusterKlEvidence.Topic;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.BetweenGroups;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How far each prompt was moved, and which topic it belongs to. */
final class TopicShifts {

    private final Topics topics;
    private final List<TokenDistribution> base;
    private final List<TokenDistribution> tuned;
    private final double[] shifts;

    private TopicShifts(Topics topics, List<TokenDistribution> base, List<TokenDistribution> tuned, double[] shifts) {
        this.topics = topics;
        this.base = base;
        this.tuned = tuned;
        this.shifts = shifts;
    }

    /** Costs two forward passes a prompt, and an embedding where the prompts come without topics. */
    static TopicShifts read(ClusterKlSpec spec, ProbeContext context) {
        var topics = Topics.of(spec, context);
        var questions = NextTokens.of(spec.prompts(), spec.topK(), context);
        var base = context.readAll(questions.under(View.BASE));
        var tuned = context.readAll(questions.under(context.tuned()));
        double[] shifts = questions.shifts(spec.divergence(), base, tuned).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new TopicShifts(topics, base, tuned, shifts);
    }

    /** The share of the variance of {@code √d} between topics; empty if all prompts were moved alike. */
    Optional<BetweenGroups> between(long seed) {
        double[] roots = Arrays.stream(shifts).map(Math::sqrt).toArray();
        return BetweenGroups.of(roots, topics.of(), topics.count(), MeanInterval.DEFAULT_LEVEL, seed);
    }

    ClusterKlEvidence evidence(ClusterKlSpec spec, ProbeContext context, Optional<BetweenGroups> between) {
        return new ClusterKlEvidence(
                spec.divergence(),
                IntStream.range(0, shifts.length)
                        .mapToObj(i -> prompt(i, spec, context))
                        .toList(),
                IntStream.range(0, topics.count())
                        .mapToObj(i -> topic(i, spec, context))
                        .toList(),
                Summary.of(shifts).mean(),
                between.map(BetweenGroups::pValue).orElse(1.0),
                topics.embedder(),
                topics.truncated(),
                Alignment.of(base.get(0), tuned.get(0)).exact());
    }

    private PromptValue prompt(int i, ClusterKlSpec spec, ProbeContext context) {
        return new PromptValue(
                spec.prompts().get(i),
                shifts[i],
                NextTokens.best(base.get(i), context),
                NextTokens.best(tuned.get(i), context));
    }

    private Topic topic(int topic, ClusterKlSpec spec, ProbeContext context) {
        int[] own = topics.prompts(topic);
        double[] values = Arrays.stream(own).mapToDouble(i -> shifts[i]).toArray();
        return new Topic(
                topics.names().get(topic),
                Arrays.stream(own).mapToObj(spec.prompts()::get).toList(),
                Summary.of(values).mean(),
                MeanInterval.divergence(
                        values,
                        MeanInterval.DEFAULT_LEVEL,
                        context.seed("topic " + topic),
                        spec.divergence().largest()));
    }
}
