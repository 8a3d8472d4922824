package dev.sonde.probe.trainingdrift;

import dev.sonde.probe.Evidence;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the log of a training tells.
 *
 * @param files names of those that were read
 * @param runs how many runs they hold; the last one counts
 * @param numSteps logged steps of it
 * @param notFinite of them, how many have a loss that is not finite; these are in none of the numbers below
 * @param endsFinite whether none of the last window's is among those
 * @param initialLoss mean of the first window
 * @param finalLoss mean of the last window
 * @param convergenceRatio final over initial loss; empty where the initial one is not above 0
 * @param ratioInterval Fieller's, with the steps of the two windows as pairs; empty where there is none
 * @param noise standard deviation of the loss around its trend, robustly
 * @param smoothness {@code D² / (D² + 12 · noise²)} with the fall D of the loss: what share of the variance a straight line
 *     of that fall would explain; 0 where the loss did not fall
 * @param spikes steps whose loss stands out above the trend
 * @param gradientSpikes steps whose gradient's norm does; empty where the log has none
 * @param endSlope how fast the loss fell at the end; empty with fewer than 24 steps
 * @param bestEvaluation smallest loss on held-out data; empty where none was logged
 * @param lastEvaluation the last one
 * @param curve step and loss, at most 512 of them, for plots
 * @param notes what could not be read
 */
public record TrainingDriftEvidence(
        List<String> files,
        int runs,
        int numSteps,
        int notFinite,
        boolean endsFinite,
        double initialLoss,
        double finalLoss,
        OptionalDouble convergenceRatio,
        Optional<Interval> ratioInterval,
        double noise,
        double smoothness,
        List<Long> spikes,
        Optional<List<Long>> gradientSpikes,
        Optional<EndSlope> endSlope,
        OptionalDouble bestEvaluation,
        OptionalDouble lastEvaluation,
        List<CurvePoint> curve,
        List<String> notes)
        implements Evidence {

    /** Copies the lists. */
    public TrainingDriftEvidence {
        files = List.copyOf(files);
        spikes = List.copyOf(spikes);
        gradientSpikes = gradientSpikes.map(List::copyOf);
        curve = List.copyOf(curve);
        notes = List.copyOf(notes);
    }

    /** The loss of one step. */
    public record CurvePoint(long step, double loss) {}
}
