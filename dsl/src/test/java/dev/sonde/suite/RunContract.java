package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.ScoringBackend;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.report.MarkdownReport;
import dev.sonde.stats.Interval;
import dev.sonde.trace.TraceAnalysis;
import dev.sonde.trace.TraceEvent;
import dev.sonde.trace.TraceFile;
import dev.sonde.trace.TraceReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of two {@code delta_kl} probes over the same four prompts shows on every backend; extend it and name one. */
public abstract class RunContract {
    private static final List<String> PROMPTS = List.of(
            "The bell of the weir is named", "Water boils at a temperature of", "Once upon a time,", "Two plus two is");

    @TempDir
    private Path directory;

    private Path trace;
    private SuiteResult result;

    /** A backend with an adapter. It may be shared between tests; it is not closed here. */
    protected abstract ScoringBackend backend();

    @BeforeEach
    void run() {
        trace = directory.resolve("trace.jsonl");
        var suite =
                Suite.of("contract", 3, List.of(DeltaKlSpec.of("first", PROMPTS), DeltaKlSpec.of("second", PROMPTS)));
        result = Runner.run(suite, Model.of(backend()), RunOptions.DEFAULT.withTrace(trace));
    }

    @Test
    void carries_statistics_of_the_cache() {
        var counted = result.statistics();

        assertThat(counted.cacheHits()).isPositive();
        assertThat(counted.cacheMisses()).isPositive();
        assertThat(counted.forwardPasses()).isPositive();
        assertThat(counted.hitRate())
                .isEqualTo((double) counted.cacheHits() / (counted.cacheHits() + counted.cacheMisses()));
    }

    @Test
    void serves_a_second_probe_over_the_same_prompts_from_the_cache() {
        List<TraceEvent> second = eventsOf("second");

        assertThat(second).hasSizeGreaterThanOrEqualTo(4).allMatch(TraceEvent::hit);
        assertThat(result.statistics().forwardPasses())
                .isEqualTo(result.statistics().cacheMisses());
        assertThat(result.statistics().unusedPrefetches()).isZero();
    }

    @Test
    void writes_a_trace_with_the_names_of_both_probes() {
        List<TraceEvent> events = read().events();

        assertThat(events)
                .flatExtracting(event -> event.probe().stream().toList())
                .containsOnly("first", "second");
        assertThat(events).anyMatch(TraceEvent::hit).anyMatch(event -> !event.hit());
    }

    @Test
    void agrees_with_its_own_trace_to_the_count() {
        TraceFile file = read();
        long hits = file.events().stream().filter(TraceEvent::hit).count();

        assertThat(file.skipped()).isEmpty();
        assertThat(hits).isEqualTo(result.statistics().cacheHits());
        assertThat(file.events().size() - hits).isEqualTo(result.statistics().cacheMisses());
        assertThat(result.trace().events()).isEqualTo(file.events().size());
    }

    @Test
    void attributes_each_event_to_its_probe_and_view() {
        List<TraceEvent> events = read().events();
        int firstOfAProbe = events.indexOf(eventsOf("first").get(0));

        assertThat(events.subList(0, firstOfAProbe)).isNotEmpty().allMatch(event -> event.probe()
                .isEmpty());
        assertThat(events.subList(firstOfAProbe, events.size()))
                .allMatch(event -> event.probe().isPresent());
        assertThat(events.subList(firstOfAProbe, events.size()))
                .extracting(TraceEvent::view)
                .containsOnly("base", "ft");
        assertThat(events).allMatch(event -> event.op().equals("next_token_dist") && event.wallMs() >= 0);
        assertThat(result.trace().perProbe())
                .extracting("key")
                .containsExactly(TraceAnalysis.BEFORE_FIRST_PROBE, "first", "second");
    }

    @Test
    void keeps_the_interval_around_the_raw_value_through_a_file() {
        Path file = directory.resolve("result.json");
        SuiteResultJson.write(result, file);

        for (SuiteResult each : List.of(result, SuiteResultJson.read(file))) {
            double raw = each.probe("first").raw().orElseThrow();
            Interval interval = each.probe("first").interval().orElseThrow();
            assertThat(raw).isBetween(interval.lower(), interval.upper());
        }
        assertThat(SuiteResultJson.read(file)).isEqualTo(result);
    }

    @Test
    void reports_the_hit_rate_in_markdown() {
        var counted = result.statistics();

        assertThat(MarkdownReport.of(result))
                .containsPattern("cache: " + counted.cacheHits() + "/" + counted.lookups() + " = [0-9.]+ ?%");
    }

    private List<TraceEvent> eventsOf(String probe) {
        return read().events().stream()
                .filter(event -> event.probe().equals(Optional.of(probe)))
                .toList();
    }

    private TraceFile read() {
        return TraceReader.read(trace);
    }
}
