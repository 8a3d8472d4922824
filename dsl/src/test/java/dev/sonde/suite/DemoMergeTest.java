package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.mergeloss.MergeLossEvidence;
import dev.sonde.probe.mergeloss.MergeLossSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What merging costs the four adapters of known truth: the smaller the change, the more of it is rounded away. */
class DemoMergeTest {

    private static final MergeLossSpec MERGING = MergeLossSpec.of("merging", prompts());

    @ParameterizedTest
    @CsvSource({"overfitted, 0.0002, 0.001", "healthy, 0.001, 0.003", "null, 0.003, 0.01", "undertrained, 0.01, 0.04"})
    void the_loss_follows_the_size_of_the_change(String adapter, double above, double below) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            var found =
                    Runner.run(Suite.of("Merged?", 7, List.of(MERGING)), model).probe(MERGING);
            assertThat(found.verdict()).as(found.message()).isEqualTo(Verdict.PASS);

            var formats = ((MergeLossEvidence) found.evidence().orElseThrow()).formats();
            assertThat(formats)
                    .extracting(format -> format.dtype())
                    .containsExactly(MergedType.FP32, MergedType.FP16, MergedType.BF16);
            assertThat(formats.get(2).share()).isBetween(above, below);
            assertThat(formats.get(0).share()).isLessThan(1e-4);
            assertThat(formats.get(1).share()).isLessThan(formats.get(2).share() / 4);
        }
    }

    private static List<String> prompts() {
        try (InputStream in = DemoMergeTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json")) {
            var prompts = new ObjectMapper().readTree(in).path("document");
            return StreamSupport.stream(prompts.spliterator(), false)
                    .map(each -> each.path("prompt").asText())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
