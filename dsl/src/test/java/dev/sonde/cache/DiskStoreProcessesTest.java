package dev.sonde.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.score.Score;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on one store: killed while they write, and writing the same answers at once. */
class DiskStoreProcessesTest {
    private static final String MODEL = "model";
    private static final int TOKENS = 49_152;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void loses_nothing_but_the_last_answer_when_a_process_is_killed_in_mid_write() throws Exception {
        for (int after : List.of(1, 7, 20)) {
            Process writer = writer(1_000_000);
            int told = lines(writer, after);
            writer.destroyForcibly().waitFor();

            var store = DiskStore.in(folder, 1L << 34, warnings::add);
            for (int i = 0; i < told; i++) {
                assertThat(store.find(MODEL, question(i))).contains(answer(i));
            }
            assertThat(store.contents().verify().damaged()).isEmpty();
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void lets_two_processes_write_the_same_answers_while_a_third_reads() throws Exception {
        int count = 60;
        List<Process> writers = List.of(writer(count), writer(count));
        var store = DiskStore.in(folder, 1L << 34, warnings::add);
        while (writers.stream().anyMatch(Process::isAlive)) {
            for (int i = 0; i < count; i++) {
                Score expected = answer(i);
                assertThat(store.find(MODEL, question(i)).filter(found -> !found.equals(expected)))
                        .isEmpty();
            }
        }

        for (Process writer : writers) {
            assertThat(lines(writer, Integer.MAX_VALUE)).isEqualTo(count);
            assertThat(writer.waitFor()).isZero();
        }
        assertThat(store.contents().verify()).isEqualTo(new StoreContents.Check(count, List.of()));
        assertThat(store.find(MODEL, question(count - 1))).contains(answer(count - 1));
        assertThat(warnings).isEmpty();
    }

    /** Writes answers without end, and a line after each that is kept. */
    public static void main(String[] arguments) {
        var store = DiskStore.in(Path.of(arguments[0]), 1L << 34, warning -> {
            throw new IllegalStateException(warning);
        });
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            store.put(MODEL, question(i), answer(i));
            System.out.println(i);
        }
    }

    private Process writer(int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DiskStoreProcessesTest.class.getName(),
                        folder.toString(),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Reads at most {@code most} lines; how many there were. */
    private static int lines(Process process, int most) {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            int count = 0;
            while (count < most && out.readLine() != null) {
                count++;
            }
            return count;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Evaluation<?> question(int number) {
        return new Evaluation<>(View.BASE, NextToken.full("question " + number));
    }

    private static Score answer(int number) {
        return Scores.full(new Random(number).doubles(TOKENS).boxed().toList());
    }
}
