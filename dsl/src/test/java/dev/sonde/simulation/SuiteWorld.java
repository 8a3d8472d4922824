package dev.sonde.simulation;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterProbe;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Several probes on the same null adapters, each with a made-up world of its own. */
final class SuiteWorld {

    private final List<Trial<?>> trials = new ArrayList<>();
    private final long seed;
    private int drawn;

    /** Draws a world for each subject. */
    SuiteWorld(List<Subject> subjects, List<Truth> truths, int n, SplittableRandom random) {
        seed = random.nextLong();
        for (int k = 0; k < subjects.size(); k++) {
            String name = "probe " + k;
            trials.add(subjects.get(k).trial(name, truths.get(k), n, random));
        }
    }

    /** The verdict of each probe, in order, once {@code nulls} has been measured on all of them. */
    List<Verdict> verdicts(NullAdapterSpec nulls) {
        List<CalibratedProbe<?>> calibrated =
                trials.stream().<CalibratedProbe<?>>map(Trial::calibrated).toList();
        var world = new World(this::answersTo, "nulls", View.FINE_TUNED, seed, Optional.empty(), calibrated);
        var measured = new NullAdapterProbe().run(nulls, world).evidence().orElseThrow();
        drawn = measured.seeds().size();
        return trials.stream()
                .map(trial -> trial.run(
                                world.under(View.FINE_TUNED, trial.spec().name())
                                        .with(measured.valuesOf(trial.spec().name())))
                        .verdict())
                .toList();
    }

    /** How many null adapters the last run drew. */
    int drawn() {
        return drawn;
    }

    private Function<Evaluation<?>, Score> answersTo(String probe) {
        return trials.stream()
                .filter(trial -> trial.spec().name().equals(probe))
                .findFirst()
                .<Function<Evaluation<?>, Score>>map(Trial::answers)
                .orElse(SuiteWorld::unknown);
    }

    /** All probes' questions at once are nobody's: the worlds are as many as the probes. */
    private static Score unknown(Evaluation<?> evaluation) {
        throw new BackendException("world", "Which probe asks " + evaluation + "?");
    }
}
