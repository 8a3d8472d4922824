package dev.sonde.probe.ablation;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Evidence;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The response of each prompt to the adapter's strength. All lists of numbers follow {@code lambdas}.
 *
 * @param divergence how answers were compared with base's
 * @param lambdas strengths, ascending, with 0 and 1
 * @param mean mean divergence over the prompts, in nats
 * @param lower lower ends of a band around the whole mean curve, in nats; empty below 4 prompts
 * @param upper its upper ends; empty below 4 prompts
 * @param band how the band was made, with its level, for people; empty without one
 * @param curves one per prompt, in the order of the spec
 * @param shape what the curve looks like; empty when the adapter does nothing at lambda 1
 * @param lambda50Interval around {@code shape.lambda50}; empty below 4 prompts
 * @param exact false: only the best tokens of an answer were known, and the divergences are lower bounds
 */
public record AdapterAblationEvidence(
        Divergence divergence,
        List<Double> lambdas,
        List<Double> mean,
        List<Double> lower,
        List<Double> upper,
        String band,
        List<PromptCurve> curves,
        Optional<Shape> shape,
        Optional<Interval> lambda50Interval,
        boolean exact)
        implements Evidence {

    /** Copies the lists. */
    public AdapterAblationEvidence {
        lambdas = List.copyOf(lambdas);
        mean = List.copyOf(mean);
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
        curves = List.copyOf(curves);
    }

    /**
     * One prompt's response.
     *
     * @param prompt as given
     * @param divergences from base at each lambda, in nats
     */
    public record PromptCurve(String prompt, List<Double> divergences) {
        /** Copies {@code divergences}. */
        public PromptCurve {
            divergences = List.copyOf(divergences);
        }
    }

    /**
     * The mean response, judged on the root scale, where the divergence of a small change is linear in its strength.
     *
     * @param linearity R² of the straight line through the mean roots, in [0, 1]
     * @param lambda50 strength that reaches half of the root effect at lambda 1; 0.5 for a linear response
     * @param saturationLambda strength that reaches 90 % of it; 0.9 for a linear response
     * @param overshoot mean divergence at the largest lambda over that at 1; empty when 1 is the largest
     * @param largestDrop how far the root effect falls as lambda grows, as a share of that at 1; 0 for a monotone response
     * @param monotonicityP p-value that the response grows with lambda: strengths above 0 permuted within prompts, spread
     *     of the isotonic fit
     */
    public record Shape(
            double linearity,
            double lambda50,
            double saturationLambda,
            OptionalDouble overshoot,
            double largestDrop,
            double monotonicityP) {}
}
