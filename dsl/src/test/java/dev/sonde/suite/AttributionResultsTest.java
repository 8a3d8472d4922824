package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.paraphrase.ParaphraseCase;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceSpec;
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec;
import dev.sonde.probe.preferenceflip.PreferenceTriple;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import dev.sonde.probe.tooluse.ToolCase;
import dev.sonde.probe.tooluse.ToolUseFidelitySpec;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttributionResultsTest {

    @Test
    void results_of_the_attribution_probes_survive_a_file_with_their_evidence() {
        var triples = IntStream.range(0, 5)
                .mapToObj(i -> new PreferenceTriple("prompt " + i, " yes", " no"))
                .toList();
        var cases = IntStream.range(0, 5)
                .mapToObj(i -> new ParaphraseCase("prompt " + i, " yes", List.of("other words " + i)))
                .toList();
        var text = "The tower stands on a rock in the sea, and the sea is deep.";
        var tool = new ToolCase("Call it.", JsonNodeFactory.instance.objectNode(), "search", 8);
        var suite = Suite.of(
                "Attribution",
                7,
                List.of(
                        NullAdapterSpec.of("nulls"),
                        PreferenceFlipSpec.of("flips", triples),
                        ParaphraseInvarianceSpec.of("wording", cases),
                        SectionInternalizationSpec.of("sections", List.of(Section.prose("tower", text))),
                        ToolUseFidelitySpec.of("tools", List.of(tool))));
        var backend = DummyBackend.create()
                .generation(View.FINE_TUNED, "Call it.", "{\"name\": \"search\", \"arguments\": {}}");

        SuiteResult result = Runner.run(suite, Model.of(backend));

        assertThat(result.probes())
                .allSatisfy(
                        probe -> assertThat(probe.evidence()).as(probe.name()).isPresent());
        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }
}
