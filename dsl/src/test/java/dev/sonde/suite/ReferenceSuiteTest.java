package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.suite.SuiteYaml.UnbuiltKinds;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A suite file as the reference reads it: every kind of probe that it can run offline, with all their settings. */
class ReferenceSuiteTest {
    private static final List<String> BUILT = List.of("nulls", "doc-prompts", "generic-prompts", "shape");

    @Test
    void loads_what_is_there_and_skips_the_rest() throws URISyntaxException {
        Suite suite = SuiteYaml.read(file(), UnbuiltKinds.SKIP);

        assertThat(suite.entries()).hasSize(14);
        assertThat(suite.entries().stream()
                        .map(SuiteEntry::spec)
                        .filter(spec -> !(spec instanceof UnbuiltSpec))
                        .map(spec -> spec.name()))
                .containsAll(BUILT);
        assertThat(suite.model().orElseThrow().adapterPath()).contains(file().resolveSibling("adapters/healthy"));
    }

    @Test
    void is_written_and_read_as_the_same_object() throws URISyntaxException {
        Suite suite = SuiteYaml.read(file(), UnbuiltKinds.SKIP);

        Suite again = SuiteYaml.parse(
                SuiteYaml.write(suite),
                "again.yaml",
                suite.model().orElseThrow().directory(),
                UnbuiltKinds.SKIP);

        assertThat(again).isEqualTo(suite);
    }

    @Test
    void no_kind_of_the_reference_is_missing() throws URISyntaxException {
        assertThat(SuiteYaml.read(file())).isEqualTo(SuiteYaml.read(file(), UnbuiltKinds.SKIP));
    }

    private static Path file() throws URISyntaxException {
        return Path.of(
                ReferenceSuiteTest.class.getResource("/suite/reference.yaml").toURI());
    }
}
