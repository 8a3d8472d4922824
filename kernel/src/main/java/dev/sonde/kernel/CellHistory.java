package dev.sonde.kernel;

import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import io.github.spencerpark.jupyter.kernel.history.HistoryManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cells of this session and, where they are kept, of earlier ones, oldest first.
 *
 * <p>Sessions are numbered from 1; to clients 0 is the current one and a negative number counts back from it.
 */
final class CellHistory implements HistoryManager {

    private static final Logger LOGGER = Logger.getLogger(CellHistory.class.getName());

    private final List<HistoryEntry> entries = new ArrayList<>();
    private @Nullable HistoryFile file;
    private int session;

    /** A history that is kept in a file, or only in memory. */
    CellHistory(Optional<HistoryFile> file) {
        this.file = file.orElse(null);
    }

    /** Remembers a cell; {@code output} is its value's text, null when it showed none. */
    synchronized void add(int cell, String input, @Nullable String output) {
        begin();
        entries.add(new HistoryEntry(session, cell, input, output));
        HistoryFile kept = file;
        if (kept != null) {
            try {
                kept.add(session, cell, input, output);
            } catch (IOException lost) {
                giveUp(lost);
            }
        }
    }

    @Override
    public synchronized List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
        return last(length, entries(flags));
    }

    @Override
    public synchronized List<HistoryEntry> lookupRange(int wanted, int start, int stop, Set<ResultFlag> flags) {
        begin();
        int absolute = wanted > 0 ? wanted : session + wanted;
        int end = stop <= 0 ? Integer.MAX_VALUE : stop;
        return entries(flags).stream()
                .filter(entry -> entry.getSession() == absolute)
                .filter(entry -> entry.getCellNumber() >= start && entry.getCellNumber() < end)
                .toList();
    }

    @Override
    public synchronized List<HistoryEntry> search(String glob, int length, Set<ResultFlag> flags) {
        Predicate<String> matches = Pattern.compile(regex(glob), Pattern.DOTALL).asMatchPredicate();
        List<HistoryEntry> found = entries(flags).stream()
                .filter(entry -> matches.test(entry.getInput()))
                .toList();
        if (flags.contains(ResultFlag.UNIQUE)) {
            var newest = new LinkedHashMap<String, HistoryEntry>();
            found.forEach(entry -> newest.put(entry.getInput(), entry));
            found = List.copyOf(newest.values());
        }
        return last(length, found);
    }

    // not before somebody asks or runs a cell: the file takes a moment to read
    private void begin() {
        if (session > 0) {
            return;
        }
        session = 1;
        HistoryFile kept = file;
        if (kept != null) {
            try {
                entries.addAll(kept.read());
                session = kept.begin();
            } catch (IOException unreadable) {
                giveUp(unreadable);
            }
        }
    }

    private void giveUp(IOException cause) {
        LOGGER.log(Level.WARNING, "The history of cells is not kept from here on: {0}", cause.toString());
        file = null;
    }

    private List<HistoryEntry> entries(Set<ResultFlag> flags) {
        begin();
        boolean output = flags.contains(ResultFlag.INCLUDE_OUTPUT);
        return entries.stream()
                .map(entry ->
                        output ? entry : new HistoryEntry(entry.getSession(), entry.getCellNumber(), entry.getInput()))
                .toList();
    }

    private static List<HistoryEntry> last(int length, List<HistoryEntry> all) {
        return length <= 0 ? all : all.subList(Math.max(0, all.size() - length), all.size());
    }

    private static String regex(String glob) {
        var regex = new StringBuilder();
        glob.codePoints()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return regex.toString();
    }
}
