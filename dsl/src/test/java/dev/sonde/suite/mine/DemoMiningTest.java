package dev.sonde.suite.mine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.suite.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the miners find in the demo model, whose adapters are of known truth. */
class DemoMiningTest {

    private static final JsonNode PROMPTS = read();

    @Test
    void finds_the_documents_prompts_under_the_adapter_that_learned_it_and_nothing_under_random_weights() {
        List<String> document = texts("document", "prompt", 10);
        var pool = new ArrayList<>(document);
        pool.addAll(texts("generic", "prompt", 10));

        var healthy = mined("healthy", pool);
        var random = mined("null", pool);

        assertThat(healthy.top(5)).extracting(MinedPrompt::prompt).isSubsetOf(document);
        assertThat(healthy.standingOut()).hasSizeGreaterThan(3);
        assertThat(random.standingOut()).isEmpty();
    }

    @Test
    void finds_wordings_that_keep_less_than_the_prompt_that_was_learned() {
        var goldByPrompt = new LinkedHashMap<String, String>();
        for (JsonNode fact : PROMPTS.get("document")) {
            if (goldByPrompt.size() < 6) {
                goldByPrompt.put(
                        fact.get("question").asText(), " " + fact.get("answer").asText());
            }
        }

        try (Model model = model("healthy")) {
            var mined = ParaphraseMiner.mine(model, goldByPrompt);

            assertThat(mined.cases()).allSatisfy(each -> {
                assertThat(each.hardest(3)).hasSize(3);
                assertThat(each.hardest(1).get(0).gap()).isPositive();
            });
        }
    }

    private static MinedOutliers mined(String adapter, List<String> pool) {
        try (Model model = model(adapter)) {
            return OutlierMiner.mine(model, pool, OutlierSettings.DEFAULT);
        }
    }

    private static Model model(String adapter) {
        return Model.load(new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of("")));
    }

    private static List<String> texts(String group, String key, int most) {
        var texts = new ArrayList<String>();
        PROMPTS.get(group)
                .forEach(each -> texts.add(
                        each.isTextual() ? each.asText() : each.path(key).asText()));
        return texts.subList(0, Math.min(most, texts.size()));
    }

    private static JsonNode read() {
        try (InputStream file =
                Objects.requireNonNull(DemoMiningTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
