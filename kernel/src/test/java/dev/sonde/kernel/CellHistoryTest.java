package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import io.github.spencerpark.jupyter.kernel.history.HistoryManager.ResultFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellHistoryTest {

    private static final long PLENTY = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void a_session_finds_the_cells_of_earlier_ones_by_their_numbers() {
        CellHistory first = session();
        first.add(1, "val a = 1", null);
        first.add(2, "a + 1", "2");
        CellHistory second = session();
        second.add(1, "\"line 1\nüber 😀\"", "text");

        CellHistory third = session();

        assertThat(brief(third.lookupTail(2, Set.of()))).containsExactly("1/2 a + 1", "2/1 \"line 1\nüber 😀\"");
        assertThat(brief(third.lookupRange(1, 1, 2, Set.of()))).containsExactly("1/1 val a = 1");
        assertThat(brief(third.lookupRange(-1, 0, 0, Set.of()))).containsExactly("2/1 \"line 1\nüber 😀\"");
        assertThat(brief(third.lookupRange(0, 0, 0, Set.of()))).isEmpty();
        assertThat(brief(third.search("a*", 5, Set.of()))).containsExactly("1/2 a + 1");
        assertThat(third.search("a*", 5, Set.of(ResultFlag.INCLUDE_OUTPUT)))
                .extracting(HistoryEntry::getOutput)
                .containsExactly("2");
    }

    @Test
    void sessions_that_run_at_once_have_numbers_of_their_own() {
        CellHistory one = session();
        CellHistory other = session();
        one.add(1, "one", null);
        other.add(1, "other", null);
        one.add(2, "more", null);

        assertThat(brief(session().lookupTail(0, Set.of()))).containsExactly("1/1 one", "2/1 other", "1/2 more");
    }

    @Test
    void a_repeated_cell_is_found_once_when_that_is_wanted() {
        CellHistory history = session();
        history.add(1, "same", null);
        history.add(2, "other", null);
        history.add(3, "same", null);

        assertThat(brief(history.search("*", 0, Set.of(ResultFlag.UNIQUE)))).containsExactly("1/3 same", "1/2 other");
    }

    @Test
    void a_damaged_line_costs_no_other() throws IOException {
        session().add(1, "before", null);
        Files.writeString(file(), "[1, 2, \"cut\n{}\n[\n[\"x\"]\n\n", StandardOpenOption.APPEND);
        session().add(1, "after", null);

        assertThat(brief(session().lookupTail(0, Set.of()))).containsExactly("1/1 before", "2/1 after");
    }

    @Test
    void a_full_file_forgets_its_older_half_when_a_session_begins() throws IOException {
        CellHistory history = new CellHistory(Optional.of(new HistoryFile(file(), 1000)));
        for (int i = 1; i <= 100; i++) {
            history.add(i, "cell number " + i, null);
        }

        CellHistory next = new CellHistory(Optional.of(new HistoryFile(file(), 1000)));
        next.add(1, "new", null);

        assertThat(Files.size(file())).isLessThan(1000);
        assertThat(brief(session().lookupTail(2, Set.of()))).containsExactly("1/100 cell number 100", "2/1 new");
    }

    @Test
    void only_the_user_may_read_the_file() throws IOException {
        session().add(1, "secret", null);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_place_that_cannot_be_written_leaves_the_history_in_memory() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "a file where the folder should be");
        CellHistory history = new CellHistory(Optional.of(new HistoryFile(occupied.resolve("history.jsonl"), PLENTY)));
        history.add(1, "kept", null);

        assertThat(brief(history.lookupTail(1, Set.of()))).containsExactly("1/1 kept");
    }

    @Test
    void the_user_decides_by_the_environment_where_it_is_and_whether() throws IOException {
        HistoryFile file = HistoryFile.ofUser(Map.of("HOME", folder.toString())).orElseThrow();
        new CellHistory(Optional.of(file)).add(1, "cell", null);

        assertThat(folder.resolve(".local/state/sonde/history.jsonl")).content().isEqualTo("[1]\n[1,1,\"cell\"]\n");
        assertThat(HistoryFile.ofUser(Map.of("SONDE_HISTORY", "off", "HOME", folder.toString())))
                .isEmpty();
        assertThat(HistoryFile.ofUser(Map.of())).isEmpty();
    }

    private Path file() {
        return folder.resolve("state").resolve("history.jsonl");
    }

    private CellHistory session() {
        return new CellHistory(Optional.of(new HistoryFile(file(), PLENTY)));
    }

    private static List<String> brief(List<HistoryEntry> entries) {
        return entries.stream()
                .map(entry -> entry.getSession() + "/" + entry.getCellNumber() + " " + entry.getInput())
                .toList();
    }
}
