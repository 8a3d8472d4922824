package dev.sonde.probe.style;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link StyleFingerprintProbe}.
 *
 * @param name unique within the suite
 * @param prompts what is written on from, at least one, each once
 * @param docReference prose in the style that is wanted, at least {@link #FEWEST_REFERENCE_WORDS} words; blank: skipped
 * @param maxNewTokens most tokens that are generated, at least 8
 * @param temperature of the draws, at least 0. 0 takes the best token each time, with which small models soon say one
 *     sentence again and again, and nothing is to be seen of a style. Each prompt has its own seed, the same for all views
 * @param assertShiftGte smallest share of the distance to the reference that has to be closed; finite, at least 0; 0 asks
 *     for no shift
 * @param assertZGte smallest z against null adapters that passes, asked in addition; empty: not asked
 * @param extended the reference's {@code auto}, {@code on} or {@code off}; read and without effect: its three additional
 *     features need a tagger for English, and one set of features makes results comparable
 */
public record StyleFingerprintSpec(
        String name,
        List<String> prompts,
        String docReference,
        int maxNewTokens,
        double temperature,
        double assertShiftGte,
        OptionalDouble assertZGte,
        String extended)
        implements PromptsSpec<StyleFingerprintSpec> {

    /** The reference's. */
    public static final int DEFAULT_MAX_NEW_TOKENS = 128;

    /** What the model would say, as likely as it would: below, only its favourite words are heard, and those change last. */
    public static final double DEFAULT_TEMPERATURE = 1;

    /** The reference's threshold. */
    public static final double DEFAULT_ASSERT_SHIFT_GTE = 0.25;

    /** Fewer cannot be cut into pieces to see how much the style differs from one to the next. */
    public static final int FEWEST_REFERENCE_WORDS = StyleScale.FEWEST_WORDS * StyleScale.FEWEST_PIECES;

    private static final int FEWEST_TOKENS = 8;
    private static final List<String> EXTENDED = List.of("auto", "on", "off");

    /** Copies {@code prompts} and checks the values. */
    public StyleFingerprintSpec {
        prompts = SpecChecks.prompts(name, prompts);
        SpecChecks.atLeastZero(name, "temperature", temperature);
        SpecChecks.atLeastZero(name, "assert_shift_gte", assertShiftGte);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
        SpecChecks.atLeast(name, "max_new_tokens", maxNewTokens, FEWEST_TOKENS);
        if (!EXTENDED.contains(extended)) {
            throw new IllegalArgumentException(
                    "Probe '%s': extended is auto, on or off, was %s".formatted(name, extended));
        }
    }

    /** The defaults. */
    public static StyleFingerprintSpec of(String name, List<String> prompts, String docReference) {
        return fromFile(name, prompts, docReference, null, null, null, null, null);
    }

    /** The same with another length of what is written. */
    public StyleFingerprintSpec withMaxNewTokens(int other) {
        return new StyleFingerprintSpec(
                name, prompts, docReference, other, temperature, assertShiftGte, assertZGte, extended);
    }

    /** The same with another temperature; 0 for the best token each time. */
    public StyleFingerprintSpec withTemperature(double other) {
        return new StyleFingerprintSpec(
                name, prompts, docReference, maxNewTokens, other, assertShiftGte, assertZGte, extended);
    }

    /** The same with another threshold. */
    public StyleFingerprintSpec withAssertShiftGte(double other) {
        return new StyleFingerprintSpec(
                name, prompts, docReference, maxNewTokens, temperature, other, assertZGte, extended);
    }

    /** The same, asking for a z in addition. */
    public StyleFingerprintSpec withAssertZGte(double z) {
        return new StyleFingerprintSpec(
                name, prompts, docReference, maxNewTokens, temperature, assertShiftGte, OptionalDouble.of(z), extended);
    }

    /** The same with another value of the reference's switch. */
    public StyleFingerprintSpec withExtended(String other) {
        return new StyleFingerprintSpec(
                name, prompts, docReference, maxNewTokens, temperature, assertShiftGte, assertZGte, other);
    }

    @Override
    public StyleFingerprintSpec withPrompts(List<String> others) {
        return new StyleFingerprintSpec(
                name, others, docReference, maxNewTokens, temperature, assertShiftGte, assertZGte, extended);
    }

    @JsonCreator
    static StyleFingerprintSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("doc_reference") @Nullable String docReference,
            @JsonProperty("max_new_tokens") @Nullable Integer maxNewTokens,
            @JsonProperty("temperature") @Nullable Double temperature,
            @JsonProperty("assert_shift_gte") @Nullable Double assertShiftGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte,
            @JsonProperty("extended") @Nullable JsonNode extended) {
        return new StyleFingerprintSpec(
                name,
                prompts == null ? List.of() : prompts,
                docReference == null ? "" : docReference,
                maxNewTokens == null ? DEFAULT_MAX_NEW_TOKENS : maxNewTokens,
                temperature == null ? DEFAULT_TEMPERATURE : temperature,
                assertShiftGte == null ? DEFAULT_ASSERT_SHIFT_GTE : assertShiftGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte),
                extended == null || extended.isNull() ? "auto" : switched(extended));
    }

    /** YAML 1.1 takes an unquoted {@code on} for true. */
    private static String switched(JsonNode extended) {
        return extended.isBoolean() ? (extended.asBoolean() ? "on" : "off") : extended.asText();
    }
}
