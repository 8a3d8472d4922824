package dev.sonde.kernel.session;

import dev.sonde.kernel.repl.CellNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A stack trace as the user of a notebook wants it: from the error down to the cell's own line, then the causes. */
final class Traceback {

    private static final int LIMIT_FRAMES = 30;
    private static final List<String> MACHINERY = List.of(
            "kotlin.script.experimental.",
            "dev.sonde.kernel.repl.",
            "dev.sonde.kernel.session.",
            "jdk.internal.reflect.",
            "java.lang.reflect.Constructor");

    private final CellListing listing;

    Traceback(CellListing listing) {
        this.listing = listing;
    }

    List<String> lines(Throwable error) {
        var lines = new ArrayList<String>();
        add(error, "", lines, Collections.newSetFromMap(new IdentityHashMap<>()));
        return lines;
    }

    private void add(Throwable error, String relation, List<String> lines, Set<Throwable> seen) {
        if (!seen.add(error)) {
            return;
        }
        String message = CellErrors.messageOf(error);
        lines.add(relation + Ansi.red(error.getClass().getName()) + (message == null ? "" : ": " + message));
        frames(error).stream().limit(LIMIT_FRAMES).forEach(frame -> lines.addAll(describe(frame)));
        int more = frames(error).size() - LIMIT_FRAMES;
        if (more > 0) {
            lines.add("  … " + more + " more");
        }
        for (Throwable suppressed : error.getSuppressed()) {
            add(suppressed, "Suppressed: ", lines, seen);
        }
        if (error.getCause() != null) {
            add(error.getCause(), "Caused by: ", lines, seen);
        }
    }

    /** Frames above the cell's entry; all that are not machinery when no cell is among them. */
    private static List<StackTraceElement> frames(Throwable error) {
        List<StackTraceElement> all = List.of(error.getStackTrace());
        int entry = -1;
        for (int i = 0; i < all.size(); i++) {
            if (CellNames.runOfClass(all.get(i).getClassName()).isPresent()
                    && all.get(i).getMethodName().equals("<init>")) {
                entry = i;
            }
        }
        return (entry < 0 ? all : all.subList(0, entry + 1))
                .stream()
                        .filter(frame -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith))
                        .toList();
    }

    private List<String> describe(StackTraceElement frame) {
        OptionalInt run = CellNames.runOfClass(frame.getClassName());
        if (run.isPresent() && frame.getLineNumber() > 0) {
            return listing.excerpt(run.getAsInt(), frame.getLineNumber());
        }
        return List.of("  at " + frame);
    }
}
