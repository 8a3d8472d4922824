package dev.sonde.kernel;

import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import io.github.spencerpark.jupyter.kernel.history.HistoryManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cells of this kernel's life, oldest first. */
final class CellHistory implements HistoryManager {

    // 0 means the current session to clients, and earlier ones are not kept
    private static final int SESSION = 0;

    private final List<HistoryEntry> entries = Collections.synchronizedList(new ArrayList<>());

    /** Remembers a cell; {@code output} is its value's text, null when it showed none. */
    void add(int cell, String input, @Nullable String output) {
        entries.add(new HistoryEntry(SESSION, cell, input, output));
    }

    @Override
    public List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
        return last(length, entries(flags));
    }

    @Override
    public List<HistoryEntry> lookupRange(int session, int start, int stop, Set<ResultFlag> flags) {
        int end = stop <= 0 ? Integer.MAX_VALUE : stop;
        return entries(flags).stream()
                .filter(entry -> session == SESSION)
                .filter(entry -> entry.getCellNumber() >= start && entry.getCellNumber() < end)
                .toList();
    }

    @Override
    public List<HistoryEntry> search(String glob, int length, Set<ResultFlag> flags) {
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

    private List<HistoryEntry> entries(Set<ResultFlag> flags) {
        boolean output = flags.contains(ResultFlag.INCLUDE_OUTPUT);
        synchronized (entries) {
            return entries.stream()
                    .map(entry -> output ? entry : new HistoryEntry(SESSION, entry.getCellNumber(), entry.getInput()))
                    .toList();
        }
    }

    private static List<HistoryEntry> last(int length, List<HistoryEntry> all) {
        return length <= 0 ? all : all.subList(Math.max(0, all.size() - length), all.size());
    }

    private static String regex(String glob) {
        var regex = new StringBuilder();
        glob.chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return regex.toString();
    }
}
