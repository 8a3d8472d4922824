package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.djl.reference.ReferenceModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The double precision reference against transformers + peft in float64: who guards must be guarded. */
class ReferenceGoldenTest {

    private static final double EXACT = 1e-6;
    private static final double FURTHER = 5e-6; // their rotary frequencies were rounded to fp32 before the rest

    @TestFactory
    Stream<DynamicTest> every_case() {
        return GoldenFolder.cases().stream().flatMap(name -> {
            JsonNode expected = GoldenFolder.expected(name);
            List<DynamicTest> tests = new ArrayList<>();
            tests.add(dynamicTest(name + " base", () -> new Numbers(expected)
                    .check(open(name, Optional.empty(), 1), expected.path("base"))));
            expected.path("adapters").properties().forEach(entry -> {
                Path folder = GoldenFolder.model(name).resolve("adapters").resolve(entry.getKey());
                if (entry.getValue().has("ft") && Files.exists(folder.resolve("adapter_model.safetensors"))) {
                    tests.add(dynamicTest(name + " " + entry.getKey(), () -> adapter(name, folder, entry.getValue())));
                }
            });
            return tests.stream();
        });
    }

    @TestFactory
    Stream<DynamicTest> every_further_adapter() {
        Path folder = Path.of("src/test/resources/golden-extra");
        return GoldenFolder.list(folder.resolve("expected.json"))
                .map(one -> dynamicTest(one.path("adapter").asText(), () -> {
                    Path base = GoldenFolder.model(one.path("case").asText());
                    Path adapter = folder.resolve(one.path("adapter").asText());
                    ReferenceModel model = ReferenceModel.open(base, Optional.of(adapter), 1);
                    try (TextTokenizer tokenizer = TextTokenizer.open(base.resolve("tokenizer.json"), 100_000)) {
                        for (int i = 0; i < one.path("prompts").size(); i++) {
                            int[] ids =
                                    tokenizer.encode(one.path("prompts").get(i).asText(), TextForm.PLAIN);
                            Numbers.next(
                                    model, ids, one.path("next_token_logprobs").get(i), FURTHER);
                        }
                    }
                }));
    }

    private static void adapter(String name, Path folder, JsonNode numbers) {
        Numbers check = new Numbers(GoldenFolder.expected(name));
        check.check(open(name, Optional.of(folder), 1), numbers.path("ft"));
        if (numbers.path("scalable").asBoolean(false)) {
            JsonNode scaled = numbers.path("scaled");
            scaled.path("next_token_logprobs").properties().forEach(entry -> {
                ReferenceModel model = open(name, Optional.of(folder), Double.parseDouble(entry.getKey()));
                for (int i = 0; i < scaled.path("prompts").size(); i++) {
                    JsonNode prompt = GoldenCheck.byId(
                            check.expected.path("prompts"),
                            scaled.path("prompts").get(i).asText());
                    Numbers.next(model, prompt, entry.getValue().get(i));
                }
            });
        }
    }

    private static ReferenceModel open(String name, Optional<Path> adapter, double lambda) {
        return ReferenceModel.open(GoldenFolder.model(name), adapter, lambda);
    }

    /** One file of expected numbers. */
    private record Numbers(JsonNode expected) {

        void check(ReferenceModel model, JsonNode numbers) {
            for (int i = 0; i < expected.path("prompts").size(); i++) {
                JsonNode prompt = expected.path("prompts").get(i);
                if (prompt.path("scorable").asBoolean(true)) {
                    next(model, prompt, numbers.path("next_token_logprobs").get(i));
                }
            }
            for (JsonNode one : numbers.path("rolling")) {
                JsonNode text = GoldenCheck.byId(
                        expected.path("rolling_texts"), one.path("id").asText());
                int[] ids = GoldenCheck.ints(text.path("ids"));
                if (ids.length > 1) {
                    double[][] rows = model.logProbs(ids);
                    for (int t = 1; t < ids.length; t++) {
                        compare(rows[t - 1][ids[t]], one.path("token_logprobs").get(t - 1), EXACT);
                    }
                }
            }
        }

        static void next(ReferenceModel model, JsonNode prompt, JsonNode row) {
            next(model, GoldenCheck.ints(prompt.path("ids")), row, EXACT);
        }

        static void next(ReferenceModel model, int[] ids, JsonNode row, double tolerance) {
            double[] found = model.logProbs(ids)[ids.length - 1];
            assertThat(found).hasSize(row.size());
            for (int id = 0; id < found.length; id++) {
                double digits = Math.abs(found[id]) < 9.9 ? 5e-7 : 5e-6; // half of the last of seven digits
                compare(found[id], row.get(id), tolerance + digits);
            }
        }

        private static void compare(double found, JsonNode wanted, double tolerance) {
            assertThat(Math.abs(found - wanted.asDouble()))
                    .as("%s, expected %s", found, wanted)
                    .isLessThan(tolerance);
        }
    }
}
