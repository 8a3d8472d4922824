package dev.sonde.probe.trainingdrift;

import dev.sonde.probe.trainingdrift.TrainingDriftEvidence.CurvePoint;
import dev.sonde.stats.Fieller;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Numbers about a loss curve. */
final class LossCurve {

    private static final int MOST_POINTS = 512;

    /** Of a straight line that falls by D, the variance is D² over this. */
    private static final double LINE = 12;

    private final TrainingDriftSpec spec;
    private final TrainingLog log;
    private final List<LoggedStep> finite;
    private final double[] losses;

    LossCurve(TrainingDriftSpec spec, TrainingLog log) {
        this.spec = spec;
        this.log = log;
        finite = log.steps().stream()
                .filter(step -> Double.isFinite(step.loss()))
                .toList();
        losses = finite.stream().mapToDouble(LoggedStep::loss).toArray();
    }

    /** Whether there are enough finite losses to say anything. */
    boolean usable() {
        return losses.length >= Math.max(2, spec.minSteps());
    }

    TrainingDriftEvidence evidence() {
        int window = Math.max(2, Math.min(spec.rollingWindow(), losses.length / 2));
        double[] first = Arrays.copyOf(losses, window);
        double[] last = Arrays.copyOfRange(losses, losses.length - window, losses.length);
        double initial = Summary.of(first).mean();
        double end = Summary.of(last).mean();
        var curve = new Curve(losses, spec.rollingWindow());
        double fall = Math.max(0, initial - end);
        double noise = curve.noise();
        return new TrainingDriftEvidence(
                log.files().stream().map(file -> file.getFileName().toString()).toList(),
                log.runs(),
                log.steps().size(),
                log.steps().size() - losses.length,
                endsFinite(window),
                initial,
                end,
                initial > 0 ? OptionalDouble.of(end / initial) : OptionalDouble.empty(),
                initial > 0 ? ratio(last, first) : Optional.empty(),
                noise,
                fall == 0 ? 0 : fall * fall / (fall * fall + LINE * noise * noise),
                Arrays.stream(curve.spikes(spec.spikeSigma()))
                        .mapToObj(i -> finite.get(i).step())
                        .toList(),
                gradientSpikes(),
                EndSlope.of(losses),
                log.evaluations().stream().mapToDouble(loss -> loss).min(),
                log.evaluations().isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                log.evaluations().get(log.evaluations().size() - 1)),
                sampled(),
                notes());
    }

    private static Optional<Interval> ratio(double[] last, double[] first) {
        return last.length < MeanInterval.FEWEST
                ? Optional.empty()
                : Fieller.of(last, first, MeanInterval.DEFAULT_LEVEL);
    }

    private boolean endsFinite(int window) {
        int all = log.steps().size();
        return log.steps().subList(all - Math.min(all, window), all).stream()
                .allMatch(step -> Double.isFinite(step.loss()));
    }

    /** On the logarithm: norms differ by factors. */
    private Optional<List<Long>> gradientSpikes() {
        List<LoggedStep> measured = log.steps().stream()
                .filter(step -> step.gradientNorm().orElse(0) > 0)
                .toList();
        if (measured.size() < spec.minSteps()) {
            return Optional.empty();
        }
        double[] logs = measured.stream()
                .mapToDouble(step -> Math.log(step.gradientNorm().getAsDouble()))
                .toArray();
        return Optional.of(Arrays.stream(new Curve(logs, spec.rollingWindow()).spikes(spec.spikeSigma()))
                .mapToObj(i -> measured.get(i).step())
                .toList());
    }

    private List<CurvePoint> sampled() {
        int stride = Math.max(1, (losses.length + MOST_POINTS - 3) / (MOST_POINTS - 1));
        return IntStream.range(0, losses.length)
                .filter(i -> i % stride == 0 || i == losses.length - 1)
                .mapToObj(i -> new CurvePoint(finite.get(i).step(), losses[i]))
                .toList();
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        if (log.unread() > 0) {
            notes.add("%d lines are no JSON and were left out".formatted(log.unread()));
        }
        if (log.runs() > 1) {
            notes.add("the log holds %d runs, of which this is the last".formatted(log.runs()));
        }
        return notes;
    }
}
