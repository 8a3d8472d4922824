package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Every model and adapter of the golden folder, against the numbers of the reference implementation. */
class GoldenModelsTest {

    /**
     * What this version refuses, by case or by case and adapter, with the code of the refusal. Whoever builds one takes
     * its line out: what is listed must be refused, and what is not listed must agree with the numbers.
     */
    private static final Map<String, String> NOT_YET = Map.of();

    /** These can never be on the list: most adapters there are were trained on models of this layout. */
    private static final List<String> ALWAYS = List.of("llama", "llama3", "parity");

    @Test
    void the_families_that_matter_most_are_there_and_never_left_out() {
        assertThat(GoldenFolder.cases()).containsAll(ALWAYS);
        assertThat(NOT_YET).doesNotContainKeys(ALWAYS.toArray(String[]::new));
    }

    @Test
    void each_line_of_the_list_names_something_that_is_there() {
        assertThat(NOT_YET.keySet()).allSatisfy(line -> {
            String[] names = line.split(" ");
            JsonNode expected = GoldenFolder.expected(names[0]);
            assertThat(names.length == 1 || expected.path("adapters").has(names[1]))
                    .as(line)
                    .isTrue();
        });
    }

    @TestFactory
    Stream<DynamicContainer> every_case() {
        return GoldenFolder.cases().stream().map(name -> dynamicContainer(name, tests(name)));
    }

    private static Stream<DynamicNode> tests(String name) {
        JsonNode expected = GoldenFolder.expected(name);
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest(name + " base", () -> checkBase(name, expected, true)));
        tests.add(dynamicTest(name + " base, composed", () -> checkBase(name, expected, false)));
        expected.path("adapters").properties().forEach(entry -> tests.add(adapterTest(name, entry.getKey(), expected)));
        return tests.stream();
    }

    private static DynamicTest adapterTest(String name, String adapter, JsonNode expected) {
        return dynamicTest(name + " " + adapter, () -> {
            checkAdapter(name, adapter, expected, true);
            checkAdapter(name, adapter, expected, false);
        });
    }

    private static void checkBase(String name, JsonNode expected, boolean packed) {
        try (DjlBackend backend = open(name, Optional.empty(), packed)) {
            GoldenCheck check = new GoldenCheck(backend, expected);
            check.tokens(backend);
            check.view(View.BASE, expected.path("base"));
            FamilyErrors.record(GoldenFolder.model(name), Optional.empty(), check.worst());
            check.report(name + (packed ? " base" : " base, composed"));
        }
    }

    private static void checkAdapter(String name, String adapter, JsonNode expected, boolean packed) {
        JsonNode adapters = expected.path("adapters");
        String twin = adapters.path(adapter).path("same_numbers_as").asText(adapter);
        JsonNode own = adapters.path(twin);
        try (DjlBackend backend = open(name, Optional.of(adapter), packed)) {
            GoldenCheck check = new GoldenCheck(backend, expected);
            if (own.has("ft")) {
                check.view(View.FINE_TUNED, own.path("ft"));
                check.nextTokens(View.BASE, expected.path("base").path("next_token_logprobs"));
                check.scaled(own.path("scaled"));
            }
            check.divergences(own);
            Path folder = GoldenFolder.model(name).resolve("adapters").resolve(adapter);
            FamilyErrors.record(GoldenFolder.model(name), Optional.of(folder), check.worst());
            check.report(name + " " + adapter + (packed ? "" : ", composed"));
            assertThat(backend.adapterReport().inert()).isFalse();
        }
    }

    private static DjlBackend open(String name, Optional<String> adapter, boolean packed) {
        Path model = GoldenFolder.model(name);
        Optional<Path> folder = adapter.map(own -> model.resolve("adapters").resolve(own));
        String line = NOT_YET.containsKey(name)
                ? name
                : name + adapter.map(own -> " " + own).orElse("");
        String code = NOT_YET.get(line);
        if (code == null) {
            return DjlBackend.open(model, folder, "cpu", packed);
        }
        assertThatExceptionOfType(BackendException.class)
                .as("'%s' is not refused any more: take it out of NOT_YET", line)
                .isThrownBy(() -> DjlBackend.open(model, folder, "cpu", packed).close())
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
        throw new TestAbortedException("not yet: " + line + " (" + code + ")");
    }
}
