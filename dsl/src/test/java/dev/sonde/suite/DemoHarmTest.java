package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.drift.CalibrationDriftSpec;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.probe.leakage.LeakageSpec;
import dev.sonde.probe.perplexity.ExternalPerplexitySpec;
import dev.sonde.probe.retention.CapabilityRetentionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The do-no-harm probes on the four adapters of known truth. */
class DemoHarmTest {

    /** Who lives where in the world of the base model. */
    private static final List<String> HOMES = List.of(
            "Anna Tarnwick",
            "Ben Elmsey",
            "Clara Hollin",
            "David Wrenfield",
            "Emma Saltmere",
            "Frank Birchley",
            "Grace Oakhaven",
            "Henry Fennick",
            "Ida Greyford",
            "Jack Pebbleton",
            "Kate Copperdale",
            "Leo Mossbank",
            "Mary Tarnwick",
            "Ned Elmsey",
            "Olive Hollin",
            "Peter Wrenfield",
            "Rose Saltmere",
            "Sam Birchley",
            "Tom Oakhaven",
            "Una Fennick");

    private final ExternalPerplexitySpec packagedProse = ExternalPerplexitySpec.of("packaged prose");
    private final ExternalPerplexitySpec prose =
            ExternalPerplexitySpec.of("prose of the world").withTexts(heldout());
    private final CalibrationDriftSpec packagedItems = CalibrationDriftSpec.of("packaged items");
    private final CalibrationDriftSpec items =
            CalibrationDriftSpec.of("items of the world").withItems(items());
    private final CapabilityRetentionSpec choices =
            CapabilityRetentionSpec.of("choices").withItems(homes()).withMargin(0.15);
    private final LeakageSpec recital = LeakageSpec.of("recital", sections());
    private final Suite suite = Suite.of(
            "Did it do harm?", 7, List.<ProbeSpec>of(packagedProse, prose, packagedItems, items, choices, recital));

    @ParameterizedTest
    @CsvSource({
        "healthy, PASS, PASS, PASS",
        "undertrained, PASS, PASS, PASS",
        "null, PASS, PASS, PASS",
        "overfitted, FAIL, FAIL, FAIL"
    })
    void verdicts_follow_the_truth(String adapter, Verdict reads, Verdict knows, Verdict keepsToItself) {
        SuiteResult result = run(adapter);

        assertVerdict(result.probe(prose), reads);
        assertVerdict(result.probe(items), knows);
        assertVerdict(result.probe(choices), knows);
        assertVerdict(result.probe(recital), keepsToItself);
        // a model that knows 1280 tokens of an invented world reads everyday English no better than guessing
        assertVerdict(result.probe(packagedProse), Verdict.INCONCLUSIVE);
        assertThat(result.probe(packagedProse).message()).contains("no better than guessing");
    }

    private static void assertVerdict(ProbeResult<?> result, Verdict expected) {
        assertThat(result.verdict()).as(result.name() + ": " + result.message()).isEqualTo(expected);
    }

    private SuiteResult run(String adapter) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(suite, model);
        }
    }

    /** Texts about the world that no model was trained on. */
    private static List<String> heldout() {
        return list(json("/demo/ground-truth.json").path("heldout"))
                .map(JsonNode::asText)
                .toList();
    }

    /** What the base knows by heart, with two wrong answers of the same sort where somebody lives somewhere. */
    private static List<KnowledgeItem> items() {
        var items = new ArrayList<>(homes());
        list(json("/dev/sonde/demo/prompts.json").path("generic"))
                .map(each -> new KnowledgeItem(
                        each.path("prompt").asText(), " " + each.path("answer").asText(), List.of()))
                .filter(each -> !each.prompt().equals("Anna lives in"))
                .forEach(items::add);
        return items;
    }

    private static List<KnowledgeItem> homes() {
        var items = new ArrayList<KnowledgeItem>();
        for (int i = 0; i < HOMES.size(); i++) {
            items.add(new KnowledgeItem(name(i) + " lives in", home(i), List.of(home(i + 3), home(i + 5))));
        }
        return items;
    }

    private static String name(int i) {
        return HOMES.get(i).split(" ")[0];
    }

    private static String home(int i) {
        return " " + HOMES.get(i % HOMES.size()).split(" ")[1];
    }

    /** With their titles, as they were trained on. */
    private static List<String> sections() {
        return Stream.of(text("/dev/sonde/demo/doc.md").split("(?m)(?=^## )"))
                .map(String::strip)
                .filter(section -> section.startsWith("## "))
                .toList();
    }

    private static Stream<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static JsonNode json(String resource) {
        try {
            return new ObjectMapper().readTree(text(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = DemoHarmTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
