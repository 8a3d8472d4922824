package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.drift.CalibrationDriftSpec;
import dev.sonde.probe.drift.KnowledgeItem;
import dev.sonde.probe.leakage.LeakageSpec;
import dev.sonde.probe.perplexity.ExternalPerplexitySpec;
import dev.sonde.probe.retention.CapabilityRetentionSpec;
import dev.sonde.truth.DemoWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The do-no-harm probes on the four adapters of known truth. */
class DemoHarmTest {

    private final ExternalPerplexitySpec packagedProse = ExternalPerplexitySpec.of("packaged prose");
    private final ExternalPerplexitySpec prose =
            ExternalPerplexitySpec.of("prose of the world").withTexts(DemoWorld.heldout());
    private final CalibrationDriftSpec packagedItems = CalibrationDriftSpec.of("packaged items");
    private final CalibrationDriftSpec items =
            CalibrationDriftSpec.of("items of the world").withItems(known());
    private final CapabilityRetentionSpec choices =
            CapabilityRetentionSpec.of("choices").withItems(DemoWorld.homes()).withMargin(0.15);
    private final LeakageSpec recital = LeakageSpec.of("recital", DemoWorld.sections());
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

    private static List<KnowledgeItem> known() {
        var items = new ArrayList<>(DemoWorld.homes());
        items.addAll(DemoWorld.remarks());
        return items;
    }
}
