package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.backend.djl.reference.ReferenceModel;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.TokenLogProb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Models of random shape with random adapters, against the reference in double precision. */
class RandomModelsTest {

    private static final double LOG_PROB = 2e-4;
    private static final int SEEDS = 5;

    @TempDir
    Path root;

    @TestFactory
    Stream<DynamicTest> every_family() {
        return RandomModel.FAMILIES.stream().flatMap(family -> LongStream.range(0, SEEDS)
                .mapToObj(seed -> dynamicTest(family + ", seed " + seed, () -> check(family, seed))));
    }

    private void check(String family, long seed) throws Exception {
        RandomModel model = RandomModel.write(Files.createDirectory(root.resolve(family + seed)), family, seed);
        int kinds = RandomAdapter.KINDS.size();
        for (long i = seed; i < seed + 2; i++) {
            int turn = (int) (2 * i + RandomModel.FAMILIES.indexOf(family)) % kinds;
            String kind = RandomAdapter.KINDS.get(turn);
            Case own = new Case(model, kind, RandomAdapter.write(model, kind));
            own.check(true);
            own.check(false);
        }
    }

    /** One model with one adapter. */
    private static final class Case {

        private final String name;
        private final RandomModel model;
        private final Path adapter;
        private final List<int[]> texts;
        private final List<Evaluation<?>> asked = new ArrayList<>();
        private final List<double[]> wanted = new ArrayList<>();

        Case(RandomModel model, String kind, Path adapter) {
            name = model.folder.getFileName() + " " + kind;
            this.model = model;
            this.adapter = adapter;
            texts = model.texts(5, 40);
            Map<View, ReferenceModel> references = new LinkedHashMap<>();
            references.put(View.BASE, ReferenceModel.open(model.folder, Optional.empty(), 1));
            references.put(View.FINE_TUNED, reference(1));
            if (RandomAdapter.scalable(kind)) {
                references.put(new View.Scaled(-0.7), reference(-0.7));
            }
            ask(references);
        }

        private ReferenceModel reference(double lambda) {
            return ReferenceModel.open(model.folder, Optional.of(adapter), lambda);
        }

        private void ask(Map<View, ReferenceModel> references) {
            references.forEach((view, reference) -> texts.forEach(ids -> {
                double[][] rows = reference.logProbs(ids);
                asked.add(new Evaluation<>(view, Operation.NextToken.full(RandomModel.text(ids))));
                wanted.add(rows[ids.length - 1]);
                if (ids.length > 1) {
                    double[] scored = new double[ids.length - 1];
                    for (int t = 1; t < ids.length; t++) {
                        scored[t - 1] = rows[t - 1][ids[t]];
                    }
                    asked.add(new Evaluation<>(view, new Operation.RollingLogProb(RandomModel.text(ids))));
                    wanted.add(scored);
                }
            }));
        }

        void check(boolean packed) {
            try (DjlBackend backend = DjlBackend.open(model.folder, Optional.of(adapter), "cpu", packed)) {
                List<Outcome> outcomes = backend.evaluate(asked);
                double worst = 0;
                for (int i = 0; i < asked.size(); i++) {
                    worst = Math.max(worst, difference(asked.get(i), outcomes.get(i), wanted.get(i)));
                }
                FamilyErrors.record(model.folder, Optional.of(adapter), worst);
                System.out.printf("random %s%s: log-prob %.1e%n", name, packed ? "" : ", composed", worst);
                assertThat(worst).as(name).isLessThan(LOG_PROB);
            }
        }

        private static double difference(Evaluation<?> asked, Outcome outcome, double[] wanted) {
            assertThat(outcome).as("%s", asked).isInstanceOf(Outcome.Answer.class);
            double[] found = numbers((Outcome.Answer) outcome);
            assertThat(found).hasSameSizeAs(wanted);
            double worst = 0;
            for (int i = 0; i < found.length; i++) {
                worst = Math.max(worst, Math.abs(found[i] - wanted[i]));
            }
            return worst;
        }

        private static double[] numbers(Outcome.Answer answer) {
            if (answer.score() instanceof FullDistribution full) {
                double[] values = new double[full.vocabularySize()];
                for (int id = 0; id < values.length; id++) {
                    values[id] = full.logProb(id);
                }
                return values;
            }
            return ((RollingLogProbs) answer.score())
                    .tokens().stream().mapToDouble(TokenLogProb::logProb).toArray();
        }
    }
}
