package dev.sonde.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sonde.backend.SondeVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
    private static final TraceEvent EARLY =
            new TraceEvent(1.7e9, Optional.empty(), "base", "next_token_dist", "0123456789ab", 5, false, 1.0 / 3);
    private static final TraceEvent LATE =
            new TraceEvent(1.7e9, Optional.of("drift\n\"x\""), "ft", "next_token_dist", "0123456789ab", 0, true, 0);

    @TempDir
    private Path directory;

    @Test
    void reads_back_exactly_what_was_written() {
        Path file = directory.resolve("deep/trace.jsonl");
        write(file);

        assertThat(TraceReader.read(file))
                .isEqualTo(new TraceFile(
                        Optional.of(new TraceHeader("sonde-trace", 1, SondeVersion.current(), "cafe")),
                        List.of(EARLY, LATE),
                        List.of()));
    }

    @Test
    void writes_one_object_a_line_with_snake_case_keys() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        write(file);

        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .element(1)
                .isEqualTo("{\"at\":1.7E9,\"probe\":null,\"view\":\"base\",\"op\":\"next_token_dist\","
                        + "\"prompt_hash\":\"0123456789ab\",\"tokens\":5,\"hit\":false,"
                        + "\"wall_ms\":0.3333333333333333}");
    }

    @Test
    void says_which_lines_it_skipped_and_why() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        write(file);
        Files.writeString(file, """

                [1, 2]
                {"format": "other", "version": 9}
                {"at": 1, "view": "base"}
                {"at": 1, "view": "ft", "op": "x", "prompt_hash": "a", "tokens": 1, "hit": true, "wall_ms": -1}
                {"at": 1, "vi""", StandardOpenOption.APPEND);
        Files.write(file, new byte[] {'\n', (byte) 0xff, (byte) 0xfe}, StandardOpenOption.APPEND);

        TraceFile read = TraceReader.read(file);

        assertThat(read.events()).containsExactly(EARLY, LATE);
        assertThat(read.skipped()).extracting(TraceFile.SkippedLine::number).containsExactly(4, 5, 6, 7, 8, 9, 10);
        assertThat(read.skipped())
                .extracting(TraceFile.SkippedLine::reason)
                .startsWith(
                        "blank",
                        "not a JSON object",
                        "format \"other\" version 9, not sonde-trace version 1",
                        "not a trace event: no op, prompt_hash, tokens, hit, wall_ms",
                        "A trace event has finite figures of at least 0, got at=1.0, wall_ms=-1.0, tokens=1");
        assertThat(read.skippedSummary()).isEqualTo("7 lines skipped, the first at line 4: blank");
    }

    @Test
    void reads_a_file_that_was_cut_off_at_any_byte() throws IOException {
        Path file = directory.resolve("trace.jsonl");
        write(file);
        String whole = Files.readString(file, StandardCharsets.UTF_8);

        for (int length = 0; length < whole.length(); length++) {
            TraceFile read = TraceReader.parse(whole.substring(0, length));

            assertThat(List.of(EARLY, LATE)).containsAll(read.events());
            assertThat(read.events().size()
                            + read.skipped().size()
                            + (read.header().isPresent() ? 1 : 0))
                    .isEqualTo((int) whole.substring(0, length).lines().count());
        }
    }

    @Test
    void refuses_an_event_whose_time_is_not_a_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceEvent(0, Optional.empty(), "base", "x", "", 0, false, Double.NaN))
                .withMessage("A trace event has finite figures of at least 0, got at=0.0, wall_ms=NaN, tokens=0");
    }

    private static void write(Path file) {
        try (var writer = new TraceWriter(file, "cafe")) {
            writer.accept(EARLY);
            writer.accept(LATE);
        }
    }
}
