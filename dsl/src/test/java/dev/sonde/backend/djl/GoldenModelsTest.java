package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Every model and adapter of the golden folder, against the numbers of the reference implementation. */
class GoldenModelsTest {

    /** Refusals that say "not yet", not "wrong". */
    private static final Set<String> NOT_YET = Set.of("unknown-family", "adapter-unsupported", "pickle-weights");

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
            check.report(name + (packed ? " base" : " base, composed"));
        }
    }

    private static void checkAdapter(String name, String adapter, JsonNode expected, boolean packed) {
        JsonNode own = expected.path("adapters").path(adapter);
        try (DjlBackend backend = open(name, Optional.of(adapter), packed)) {
            GoldenCheck check = new GoldenCheck(backend, expected);
            if (own.has("ft")) {
                check.view(View.FINE_TUNED, own.path("ft"));
                check.nextTokens(View.BASE, expected.path("base").path("next_token_logprobs"));
                check.scaled(own.path("scaled"));
            }
            check.divergences(own);
            check.report(name + " " + adapter + (packed ? "" : ", composed"));
            assertThat(backend.adapterReport().inert()).isFalse();
        }
    }

    private static DjlBackend open(String name, Optional<String> adapter, boolean packed) {
        try {
            return DjlBackend.open(
                    GoldenFolder.model(name),
                    adapter.map(
                            own -> GoldenFolder.model(name).resolve("adapters").resolve(own)),
                    "cpu",
                    packed);
        } catch (BackendException e) {
            if (NOT_YET.contains(e.code())) {
                String skip = "skipped " + name + adapter.map(own -> " " + own).orElse("") + ": " + e.getMessage();
                System.out.println(skip);
                throw new TestAbortedException(skip);
            }
            throw e;
        }
    }
}
