package dev.sonde.suite.mine;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.cache.CachedBackend;
import dev.sonde.probe.NextTokens;
import dev.sonde.score.TokenDistribution;
import dev.sonde.stats.MaxT;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import dev.sonde.suite.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which of a pool of prompts does the adapter move most?
 *
 * <p>Each prompt's shift is compared with the shifts of the same prompt under m null adapters, on a logarithmic scale, for
 * some prompts are easily moved by anything. Looking at many prompts finds large ones by chance: the p-values are adjusted
 * over the pool by the largest of each null adapter's values (Westfall and Young 1993, step-down), so that with 19 of them
 * the chance of any false outlier is 5 %, however large the pool. Costs 2 + m forward passes a prompt.
 */
public final class OutlierMiner {

    /** Prompts of which all views' answers are held at one time. */
    private static final int CHUNK = 8;

    /** A shift below this is no shift: of a distribution in fp32, compared with itself. */
    private static final double SMALLEST = 1e-12;

    private final Model model;
    private final ScoringBackend backend;
    private final OutlierSettings settings;
    private final List<View> nulls;

    private OutlierMiner(Model model, OutlierSettings settings) {
        this.model = model;
        this.settings = settings;
        backend = new CachedBackend(model.backend(), model.store());
        nulls = backend.capabilities().contains(Capability.NULL_ADAPTER) ? nulls(settings) : List.of();
    }

    private static List<View> nulls(OutlierSettings settings) {
        var random = new SplittableRandom(settings.seed());
        return IntStream.range(0, settings.nulls())
                .<View>mapToObj(i -> new View.NullAdapter(NullRecipe.MATCHED_NORM, random.nextLong()))
                .toList();
    }

    /**
     * Searches a pool. A prompt that stands in it twice counts once.
     *
     * @throws IllegalArgumentException if the pool is empty, or the model has no adapter
     * @throws dev.sonde.backend.BackendException if no prompt can be scored: the first one's failure
     */
    public static MinedOutliers mine(Model model, Collection<String> pool, OutlierSettings settings) {
        if (pool.isEmpty()) {
            throw new IllegalArgumentException("There are no prompts to search. Give a pool.");
        }
        if (!model.backend().capabilities().contains(Capability.FINE_TUNED)) {
            throw new IllegalArgumentException("The model has no adapter. Load it with one.");
        }
        return new OutlierMiner(model, settings).mine(List.copyOf(new LinkedHashSet<>(pool)));
    }

    /** One prompt's shifts: the adapter's first, then those of the null adapters. */
    private record Scored(String prompt, int index, double[] shifts, String base, String tuned) {}

    private MinedOutliers mine(List<String> prompts) {
        var scored = new ArrayList<Scored>();
        var failures = new ArrayList<Outcome.Failure>();
        var dropped = new ArrayList<String>();
        for (int from = 0; from < prompts.size(); from += CHUNK) {
            score(prompts, from, Math.min(prompts.size(), from + CHUNK), scored, failures, dropped);
        }
        if (scored.isEmpty()) {
            throw failures.get(0).error();
        }
        double[] shifts = scored.stream().mapToDouble(each -> each.shifts()[0]).toArray();
        return new MinedOutliers(
                ranked(scored),
                settings.divergence(),
                nulls.size(),
                Summary.of(shifts).mean(),
                MeanInterval.divergence(
                        shifts,
                        MeanInterval.DEFAULT_LEVEL,
                        settings.seed(),
                        settings.divergence().largest()),
                dropped);
    }

    private void score(
            List<String> prompts,
            int from,
            int to,
            List<Scored> scored,
            List<Outcome.Failure> failures,
            List<String> dropped) {
        List<View> views = Stream.concat(Stream.of(View.BASE, View.FINE_TUNED), nulls.stream())
                .toList();
        int topK = backend.capabilities().contains(Capability.FULL_DISTRIBUTION)
                ? NextToken.FULL
                : NextTokens.DEFAULT_TOP_K;
        List<Outcome> outcomes = backend.evaluate(prompts.subList(from, to).stream()
                .flatMap(prompt -> views.stream().map(view -> new Evaluation<>(view, new NextToken(prompt, topK))))
                .toList());
        for (int i = from; i < to; i++) {
            List<Outcome> own = outcomes.subList((i - from) * views.size(), (i - from + 1) * views.size());
            var failure = own.stream()
                    .filter(Outcome.Failure.class::isInstance)
                    .map(Outcome.Failure.class::cast)
                    .findFirst();
            if (failure.isPresent()) {
                failures.add(failure.get());
                dropped.add("'%s': %s"
                        .formatted(prompts.get(i), failure.get().error().getMessage()));
            } else {
                scored.add(scored(prompts.get(i), i, own));
            }
        }
    }

    private Scored scored(String prompt, int index, List<Outcome> outcomes) {
        List<TokenDistribution> answers = outcomes.stream()
                .map(outcome -> (TokenDistribution) ((Outcome.Answer) outcome).score())
                .toList();
        double[] shifts = answers.stream()
                .skip(1)
                .mapToDouble(answer -> settings.divergence().of(answers.get(0), answer))
                .toArray();
        return new Scored(prompt, index, shifts, best(answers.get(0)), best(answers.get(1)));
    }

    private String best(TokenDistribution answer) {
        return NextTokens.best(answer, model.backend()::tokenText);
    }

    private List<MinedPrompt> ranked(List<Scored> scored) {
        double[] adjusted = nulls.isEmpty() ? new double[0] : adjusted(scored);
        return IntStream.range(0, scored.size())
                .mapToObj(i ->
                        mined(scored.get(i), nulls.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(adjusted[i])))
                .sorted(Comparator.comparingDouble(
                                (MinedPrompt each) -> each.overNull().orElse(0))
                        .thenComparingDouble(MinedPrompt::shift)
                        .reversed()
                        .thenComparingInt(MinedPrompt::index))
                .toList();
    }

    private double[] adjusted(List<Scored> scored) {
        double[][] rows = IntStream.rangeClosed(0, nulls.size())
                .mapToObj(row -> scored.stream()
                        .mapToDouble(each -> Math.log(Math.max(SMALLEST, each.shifts()[row])))
                        .toArray())
                .toArray(double[][]::new);
        double[][] standardised = MaxT.standardised(rows);
        return MaxT.stepDown(standardised[0], Arrays.copyOfRange(standardised, 1, standardised.length));
    }

    private static MinedPrompt mined(Scored each, OptionalDouble pAdjusted) {
        double[] shifts = each.shifts();
        OptionalDouble median = shifts.length == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Summary.of(Arrays.copyOfRange(shifts, 1, shifts.length)).median());
        return new MinedPrompt(
                each.prompt(),
                each.index(),
                shifts[0],
                median,
                median.isPresent() ? OptionalDouble.of(shifts[0] / Math.max(SMALLEST, median.getAsDouble())) : median,
                pAdjusted,
                each.base(),
                each.tuned());
    }
}
