package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import dev.sonde.backend.djl.reference.ReferenceModel;
import dev.sonde.score.FullDistribution;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Adapters merged into their base and rounded, with every kind of adapter that there is data for. */
class MergedViewsTest {

    private static final double LOG_PROB = 1e-4;

    @TestFactory
    Stream<DynamicTest> merged_in_fp32_answers_as_unmerged() {
        return subjects()
                .map(subject -> dynamicTest(subject.name(), () -> {
                    try (DjlBackend backend = subject.open()) {
                        String text = subject.text(7, 1);
                        assertThat(difference(
                                        next(backend, View.FINE_TUNED, text),
                                        next(backend, merged(MergedType.FP32), text)))
                                .isLessThan(LOG_PROB);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> merged_in_bf16_answers_as_the_reference_with_rounded_weights_and_not_as_unmerged() {
        Stream<Subject> readable =
                subjects().filter(subject -> Files.exists(subject.adapter().resolve("adapter_model.safetensors")));
        return readable.map(subject -> dynamicTest(subject.name(), () -> {
            try (DjlBackend backend = subject.open()) {
                ReferenceModel reference = ReferenceModel.merged(
                        subject.base(), subject.adapter(), value -> MergedType.BF16.rounded((float) value));
                String text = subject.text(7, 1);
                int[] ids = backend.tokenizer().encode(text, TextForm.PLAIN);

                double[] found = next(backend, merged(MergedType.BF16), text);

                double off = difference(found, reference.logProbs(ids)[ids.length - 1]);
                double rounding = difference(found, next(backend, View.FINE_TUNED, text));
                assertThat(off).as(subject.name()).isLessThan(Math.max(LOG_PROB, rounding / 5));
            }
        }));
    }

    @Test
    void one_batch_of_all_formats_answers_as_if_each_were_alone() {
        try (DjlBackend backend = DjlBackend.demo("healthy", "cpu", true)) {
            List<View> views = List.of(
                    View.BASE,
                    merged(MergedType.BF16),
                    View.FINE_TUNED,
                    merged(MergedType.FP16),
                    merged(MergedType.FP32));
            String text = "The lamp of Quarrin Light burns";
            List<double[]> together = next(backend, views, text);

            for (int i = 0; i < views.size(); i++) {
                assertThat(difference(together.get(i), next(backend, views.get(i), text)))
                        .isLessThan(LOG_PROB);
            }
            double bf16 = difference(together.get(1), together.get(2));
            double fp16 = difference(together.get(3), together.get(2));
            assertThat(bf16).isGreaterThan(4 * fp16); // eight times as coarse
            assertThat(fp16).isGreaterThan(difference(together.get(4), together.get(2)));
        }
    }

    private static View merged(MergedType type) {
        return new View.Merged(type);
    }

    private static Stream<Subject> subjects() {
        return Subject.all().stream()
                .filter(subject -> !subject.base().toString().contains("-families")
                        && !subject.base().toString().contains("-variants"));
    }

    private static double difference(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(id -> Math.abs(one[id] - other[id]))
                .max()
                .orElseThrow();
    }

    private static double[] next(DjlBackend backend, View view, String text) {
        return next(backend, List.of(view), text).get(0);
    }

    private static List<double[]> next(DjlBackend backend, List<View> views, String text) {
        return backend
                .evaluate(views.stream()
                        .map(view -> new Evaluation<>(view, Operation.NextToken.full(text)))
                        .toList())
                .stream()
                .map(outcome -> (FullDistribution) ((Outcome.Answer) outcome).score())
                .map(full -> IntStream.range(0, full.vocabularySize())
                        .mapToDouble(full::logProb)
                        .toArray())
                .toList();
    }
}
