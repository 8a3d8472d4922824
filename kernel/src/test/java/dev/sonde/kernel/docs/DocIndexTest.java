package dev.sonde.kernel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The index that the build made of our sources. */
class DocIndexTest {

    private final DocIndex docs = DocIndex.shared();

    @Test
    void knows_a_function_with_its_parameters_and_defaults() {
        DocEntry hf = docs.named("hf").get(0);

        assertThat(hf.signature())
                .isEqualTo("fun hf(base: String, adapter: String? = null, dtype: String = \"auto\", "
                        + "device: String = \"auto\", cache: String? = null): Model");
        assertThat(hf.parameters().get(1).text()).startsWith("folder with adapter_config.json");
        assertThat(hf.parameters())
                .filteredOn(DocParameter::isPath)
                .extracting(DocParameter::name)
                .containsExactly("base", "adapter", "cache");
    }

    @Test
    void gives_a_property_its_unit_and_the_value_of_its_default() {
        DocEntry property = member("PositionShiftBuilder", "assertMeanGte");

        assertThat(property.unit()).isEqualTo("nats a token");
        assertThat(property.defaultValue()).isEqualTo("0.08"); // written as a constant of the spec
    }

    @Test
    void lists_what_fits_into_braces_inherited_words_and_extensions_included() {
        assertThat(docs.builderOf("deltaKl")).contains("DeltaKlBuilder");
        assertThat(docs.membersByName("DeltaKlBuilder")).containsKeys("assertMeanGte", "divergence", "prompts");
        assertThat(docs.membersByName("SuiteBuilder")).containsKeys("seed", "deltaKl", "nullAdapter", "add");
    }

    @Test
    void knows_records_within_interfaces_and_their_components() {
        DocEntry partial = docs.type("View.Partial").orElseThrow();

        assertThat(partial.signature()).isEqualTo("record Partial(View of, boolean only, SortedSet<String> modules)");
        assertThat(docs.membersByName("View.Partial")).containsKey("modules");
    }

    @Test
    void leaves_out_what_users_cannot_reach() {
        assertThat(docs.membersByName("DeltaKlBuilder")).doesNotContainKey("build");
        assertThat(docs.named("SuiteEntryReader")).isEmpty();
        assertThat(docs.entries()).extracting(DocEntry::name).isNotEmpty().doesNotContain("ProbeEntryReader");
    }

    @Test
    void shows_a_long_signature_with_a_line_for_each_parameter() {
        String page = new DocPage(docs, false).of(docs.named("hf").get(0));

        assertThat(page).startsWith("```kotlin\nfun hf(\n    base: String,\n    adapter: String? = null,\n");
        assertThat(page).contains("- `adapter: String? = null` — folder with adapter_config.json");
    }

    @Test
    void shows_the_words_inside_the_braces_on_the_page_of_a_probe() {
        String page = new DocPage(docs, false).of(docs.named("positionShift").get(0));

        assertThat(page).contains("Inside the braces:", "- `assertMeanGte: Double = 0.08` — Smallest mean divergence");
    }

    @Test
    void shows_unit_and_default_of_a_property() {
        DocEntry property = member("PositionShiftBuilder", "assertMeanGte");

        assertThat(new DocPage(docs, false).of(property)).contains("unit: nats a token · default: `0.08`");
    }

    private DocEntry member(String type, String name) {
        return docs.members(type).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_empty_handed_but_well_without_entries() {
        var none = new DocIndex(List.of());

        assertThat(none.named("hf")).isEmpty();
        assertThat(none.type("View")).isEmpty();
        assertThat(none.builderOf("suite")).isEmpty();
    }
}
