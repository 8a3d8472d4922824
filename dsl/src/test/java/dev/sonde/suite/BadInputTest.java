package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a careless suite file may hold, for every kind: one clear error, or no verdict with a reason. */
class BadInputTest {

    private static final String LONG_TEXT =
            "the day after Monday is cold and ".repeat(80).strip();
    private static final String[] SOUND = {
        "We read this and that", "You read that", "I read this", "They read", "He read it"
    };
    private static final List<Class<?>> NUMBERS = List.of(double.class, OptionalDouble.class);
    private static final List<Class<?>> COUNTS = List.of(int.class, OptionalInt.class, OptionalLong.class);
    private static final List<Class<?>> CHOICES = List.of(boolean.class, Enum.class);

    /** What they observe is packaged, where a file names nothing. */
    private static final Set<String> PACKAGED =
            Set.of("external_perplexity", "calibration_drift", "capability_retention");

    /** Texts are cut into pieces that fit. */
    private static final Set<String> IN_PIECES = Set.of("external_perplexity", "leakage");

    @Test
    void every_kind_is_here() {
        assertThat(BadEntry.all().map(BadEntry::kind))
                .containsExactlyInAnyOrderElementsOf(ProbeRegistry.shared().all().stream()
                        .filter(probe -> probe.getClass().getPackageName().startsWith("dev.sonde.probe."))
                        .map(probe -> probe.kind().name())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#all")
    void an_unknown_key_is_named_with_those_that_are_known(BadEntry entry) {
        refused(() -> entry.with(entry.sound(), "nonsense: 1"), entry, "unknown key 'nonsense'", "Known: ");
        entry.keys(NUMBERS)
                .forEach(key -> refused(() -> entry.with(entry.sound(), key + "x: 0.5"), entry, "'" + key + "'"));
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#all")
    void a_value_that_makes_no_sense_is_refused_by_its_key(BadEntry entry) {
        for (String key : entry.keys(NUMBERS)) {
            for (String value : List.of(".nan", ".inf", "-.inf", "'0.5'", "true", "[]")) {
                refused(() -> entry.with(entry.sound(), key + ": " + value), entry, key);
            }
        }
        for (String key : entry.keys(COUNTS)) {
            for (String value : List.of("1.5", "'5'", "99999999999999999999", "true")) {
                refused(() -> entry.with(entry.sound(), key + ": " + value), entry, key);
            }
        }
        for (String key : entry.keys(CHOICES)) {
            for (String value : List.of("nonsense", "1")) {
                refused(
                        () -> entry.with(entry.sound(), key + ": " + value),
                        entry,
                        key.equals("divergence") ? "divergence '" + value + "'" : key);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#observing")
    void a_list_of_something_else_is_refused(BadEntry entry) {
        refused(() -> entry.with("5"), entry, "'" + entry.list() + "' has to be a list, got 5");
        refused(() -> entry.with("[null]"), entry, "'" + entry.list() + ".0' is empty");
        refused(() -> entry.with("[5]"), entry, "5");
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#observing")
    void the_same_twice_is_refused(BadEntry entry) {
        refused(() -> entry.over("We read", "We read"), entry, "We read");
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#observing")
    void an_empty_list_is_refused_or_skipped_with_what_is_needed(BadEntry entry) {
        try {
            ProbeResult<?> found = run(entry.with("[]"), dummy());
            if (PACKAGED.contains(entry.kind())) {
                assertThat(found.raw()).isPresent();
            } else {
                assertThat(found.verdict()).isEqualTo(Verdict.SKIP);
                assertThat(found.message()).contains("Give");
            }
        } catch (SuiteFileException refused) {
            assertThat(refused)
                    .hasMessageContaining("'bad' (" + entry.kind() + ")")
                    .hasMessageContaining("needs");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#observing")
    void one_observation_passes_nothing_and_says_what_would(BadEntry entry) {
        ProbeResult<?> found = run(entry.over(SOUND[0]), dummy());

        boolean audits = entry.kind().equals("boundary_audit"); // which observes nothing by chance
        assertThat(found.verdict())
                .as(found.message())
                .isIn(Verdict.INCONCLUSIVE, Verdict.SKIP, Verdict.FAIL, audits ? Verdict.WARN : Verdict.SKIP);
        assertThat(found.message()).isNotBlank().doesNotContain("1 prompts are");
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#observing")
    void a_score_that_is_not_finite_is_an_error_of_its_probe_alone(BadEntry entry) {
        var broken = dummy().failing(
                        asked -> asked.operation().text().contains("BROKEN"),
                        BackendErrors.nonFinite("The log-probability", Double.NaN));
        String[] texts = with("BROKEN text and more of it on and on", SOUND);

        ProbeResult<?> found = run(entry.over(texts), broken);

        if (!entry.kind().equals("boundary_audit")) { // which asks for tokens only
            assertThat(found.verdict()).as(found.message()).isEqualTo(Verdict.ERROR);
            assertThat(found.message()).contains("is NaN");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.sonde.suite.BadEntry#observing")
    void a_text_that_does_not_fit_is_said_and_passes_nothing(BadEntry entry) {
        var source = new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            ProbeResult<?> found = run(entry.over(with(LONG_TEXT, SOUND)), model);

            assertThat(found.verdict())
                    .as(found.message())
                    .isIn(Verdict.ERROR, Verdict.FAIL, Verdict.SKIP, Verdict.INCONCLUSIVE);
            assertThat(found.message()).doesNotContain(LONG_TEXT.substring(0, 200));
            if (!IN_PIECES.contains(entry.kind()) && found.verdict() != Verdict.SKIP) {
                assertThat(found.message()).containsPattern("25[56]");
            }
        }
    }

    private static String[] with(String bad, String... sound) {
        return Stream.concat(Stream.of(bad), Stream.of(sound)).toArray(String[]::new);
    }

    private static void refused(ThrowingCallable reading, BadEntry entry, String... named) {
        assertThatExceptionOfType(SuiteFileException.class)
                .isThrownBy(reading)
                .withMessageContaining("'bad' (" + entry.kind() + ")")
                .satisfies(found -> assertThat(found.getMessage())
                        .contains(named)
                        .doesNotContain("Exception", "Cannot construct", "dev.sonde"));
    }

    private static ProbeResult<?> run(Suite suite, DummyBackend backend) {
        return run(suite, Model.of(backend));
    }

    private static ProbeResult<?> run(Suite suite, Model model) {
        SuiteResult result = Runner.run(suite, model);
        assertThat(result.probe("control").raw()).isPresent();
        assertThat(result.probe("control").verdict()).isNotEqualTo(Verdict.ERROR);
        return result.probe("bad");
    }

    private static DummyBackend dummy() {
        return DummyBackend.create()
                .chatTemplate("{% for m in messages %}{{ m.content }} {% endfor %}")
                .modules(Map.of("layers.0.q", 0.5, "layers.1.q", 0.5));
    }
}
