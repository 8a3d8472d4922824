package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import dev.sonde.backend.djl.reference.ReferenceModel;
import dev.sonde.score.FullDistribution;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Views that have a part of the adapter's modules, with every kind of adapter that there is data for. */
class PartialViewsTest {

    private static final double LOG_PROB = 1e-4;
    private static final View NULL = new View.NullAdapter(NullRecipe.MATCHED_NORM, 7);

    @TestFactory
    Stream<DynamicTest> half_of_the_modules_are_what_the_reference_merges() {
        Stream<Subject> readable =
                subjects().filter(subject -> Files.exists(subject.adapter().resolve("adapter_model.safetensors")));
        return readable.map(subject -> dynamicTest(subject.name(), () -> {
            try (DjlBackend backend = subject.open()) {
                List<String> half = half(backend.adaptedModules());
                ReferenceModel reference = ReferenceModel.open(subject.base(), subject.adapter(), half::contains);
                String text = subject.text(7, 1);
                int[] ids = backend.tokenizer().encode(text, TextForm.PLAIN);

                double[] found = next(backend, List.of(View.FINE_TUNED, View.only(half)), text)
                        .get(1);

                double[] wanted = reference.logProbs(ids)[ids.length - 1];
                for (int id = 0; id < wanted.length; id++) {
                    assertThat(Math.abs(found[id] - wanted[id])).isLessThan(LOG_PROB);
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> all_modules_are_the_whole_and_none_are_base_bit_for_bit() {
        return subjects()
                .map(subject -> dynamicTest(subject.name(), () -> {
                    try (DjlBackend backend = subject.open()) {
                        List<String> all = backend.adaptedModules();
                        List<String> rest = new ArrayList<>(all);
                        List<String> half = half(all);
                        rest.removeAll(half);
                        String text = subject.text(7, 1);

                        assertThat(next(backend, View.only(all), text)).isEqualTo(next(backend, View.FINE_TUNED, text));
                        assertThat(next(backend, View.without(List.of()), text))
                                .isEqualTo(next(backend, View.FINE_TUNED, text));
                        assertThat(next(backend, View.only(List.of()), text)).isEqualTo(next(backend, View.BASE, text));
                        assertThat(next(backend, View.without(all), text)).isEqualTo(next(backend, View.BASE, text));
                        assertThat(next(backend, View.without(rest), text))
                                .isEqualTo(next(backend, View.only(half), text));
                        assertThat(next(backend, new View.Partial(NULL, true, new TreeSet<>(all)), text))
                                .isEqualTo(next(backend, NULL, text));
                    }
                }));
    }

    @Test
    void one_batch_of_many_parts_answers_as_if_each_were_alone() {
        Subject subject = subjects().findFirst().orElseThrow();
        try (DjlBackend backend = subject.open()) {
            List<View> views = new ArrayList<>(List.of(View.BASE, View.FINE_TUNED));
            for (String module : backend.adaptedModules()) {
                views.add(View.only(List.of(module)));
                views.add(View.without(List.of(module)));
                views.add(new View.Partial(new View.Scaled(0.5), true, new TreeSet<>(List.of(module))));
                views.add(new View.Partial(NULL, false, new TreeSet<>(List.of(module))));
            }
            String text = subject.text(9, 2);

            List<double[]> together = next(backend, views, text);

            for (int i = 0; i < views.size(); i++) {
                double[] alone = next(backend, views.get(i), text);
                for (int id = 0; id < alone.length; id++) {
                    assertThat(Math.abs(together.get(i)[id] - alone[id])).isLessThan(LOG_PROB);
                }
            }
            assertThat(together.stream().map(values -> values[0]).distinct()).hasSizeGreaterThan(views.size() / 2);
        }
    }

    @Test
    void a_module_that_the_adapter_does_not_change_fails_alone_and_names_those_it_does() {
        try (DjlBackend backend = DjlBackend.demo("healthy", "cpu", true)) {
            List<Outcome> outcomes = backend.evaluate(List.of(
                    new Evaluation<>(View.only(List.of("model.layers.9.q")), Operation.NextToken.full("The")),
                    new Evaluation<>(View.FINE_TUNED, Operation.NextToken.full("The"))));

            BackendException error = ((Outcome.Failure) outcomes.get(0)).error();
            assertThat(error.code()).isEqualTo("module-unknown");
            assertThat(error)
                    .hasMessageStartingWith(
                            "The adapter changes no module 'model.layers.9.q'; it changes [model.layers.0.")
                    .hasMessageEndingWith("Take the names from the adapter report.");
            assertThat(outcomes.get(1)).isInstanceOf(Outcome.Answer.class);
        }
    }

    private static Stream<Subject> subjects() {
        return Subject.all().stream()
                .filter(subject -> !subject.base().toString().contains("-families")
                        && !subject.base().toString().contains("-variants"));
    }

    private static List<String> half(List<String> modules) {
        Random random = new Random(5);
        List<String> half = new ArrayList<>(modules);
        half.removeIf(module -> random.nextBoolean());
        return half;
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
