package dev.sonde.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void measures_the_demo_model_and_writes_every_time() throws IOException {
        Path json = folder.resolve("bench.json");

        var told = Told.by(
                "bench",
                "--demo",
                "healthy",
                "--rounds",
                "1",
                "--prompts",
                "4",
                "--words",
                "3",
                "--json",
                json.toString());

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("median ms").contains("warm store on disk");
        JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
        assertThat(report.at("/environment/model").asText()).isEqualTo("demo, healthy");
        JsonNode batched = timing(report, "batched, base and fine-tuned");
        assertThat(batched.at("/work/items").asInt()).isEqualTo(8);
        assertThat(batched.at("/millis")).hasSize(1);
        assertThat(batched.at("/millis/0").asDouble()).isPositive();
        for (String store : new String[] {"warm store in memory", "warm store on disk"}) {
            assertThat(timing(report, store).at("/work/items").asInt()).isEqualTo(4);
            assertThat(timing(report, store).at("/work/tokens").asInt()).isZero(); // nothing was computed
        }
    }

    @Test
    void shows_how_cost_and_memory_grow() throws IOException {
        Path json = folder.resolve("scaling.json");

        var told = Told.by("bench", "--demo", "healthy", "--scaling", "100", "--json", json.toString());

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("ms/evaluation").contains("resident MiB");
        JsonNode steps = JsonMapper.builder().build().readTree(json.toFile()).at("/steps");
        assertThat(steps.at("/0/evaluations").asInt()).isBetween(10, 20); // a preflight comes on top
        assertThat(steps.at("/1/evaluations").asInt()).isBetween(100, 110);
        assertThat(steps.at("/7/what").asText()).isEqualTo("texts of 80 words");
        assertThat(steps)
                .allSatisfy(step -> assertThat(step.at("/tokens").asInt()).isPositive());
    }

    @Test
    void says_what_is_missing_or_too_much() {
        assertThat(Told.by("bench").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Told.by("bench").err()).contains("--base DIR").contains("--demo healthy");
        assertThat(Told.by("bench", "--demo", "null", "--base", "x").err()).contains("--demo brings its own model");
        assertThat(Told.by("bench", "--demo", "null", "--scaling", "9").err()).contains("--scaling is at least 10");
    }

    private static JsonNode timing(JsonNode report, String name) {
        for (JsonNode timing : report.at("/timings")) {
            if (timing.at("/name").asText().equals(name)) {
                return timing;
            }
        }
        throw new AssertionError("no timing of " + name + " in " + report);
    }
}
