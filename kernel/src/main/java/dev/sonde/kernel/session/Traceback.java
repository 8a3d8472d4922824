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
    // between a line of a cell and the error; what went wrong there is in the message
    private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "kotlin.", "dev.sonde.");

    private final CellListing listing;

    Traceback(CellListing listing) {
        this.listing = listing;
    }

    List<String> lines(Throwable error) {
        var lines = new ArrayList<String>();
        add(error, "", lines, Collections.newSetFromMap(new IdentityHashMap<>()));
        return lines;
    }

    /** The lines of cells that the error came through, innermost first; without the error itself. */
    List<String> places(Throwable error) {
        List<StackTraceElement> own =
                frames(error).stream().filter(Traceback::isOfCell).toList();
        return collapsed(own).stream().limit(LIMIT_FRAMES).flatMap(List::stream).toList();
    }

    private void add(Throwable error, String relation, List<String> lines, Set<Throwable> seen) {
        if (!seen.add(error)) {
            return;
        }
        String message = CellErrors.messageOf(error);
        lines.add(relation + Ansi.red(error.getClass().getName()) + (message == null ? "" : ": " + message));
        List<List<String>> frames = collapsed(frames(error));
        frames.stream().limit(LIMIT_FRAMES).forEach(lines::addAll);
        if (frames.size() > LIMIT_FRAMES) {
            lines.add("  … " + (frames.size() - LIMIT_FRAMES) + " more");
        }
        for (Throwable suppressed : error.getSuppressed()) {
            add(suppressed, "Suppressed: ", lines, seen);
        }
        if (error.getCause() != null) {
            add(error.getCause(), "Caused by: ", lines, seen);
        }
    }

    /** The frames in words; a line that follows itself, as in a recursion, stands once. */
    private List<List<String>> collapsed(List<StackTraceElement> frames) {
        var all = new ArrayList<List<String>>();
        int again = 0;
        for (int i = 0; i < frames.size(); i++) {
            boolean repeats =
                    i > 0 && frames.get(i).toString().equals(frames.get(i - 1).toString());
            again = repeats ? again + 1 : 0;
            if (again > 1) {
                all.set(all.size() - 1, List.of("  … and " + again + " times more"));
            } else {
                all.add(repeats ? List.of("  … and once more") : describe(frames.get(i)));
            }
        }
        return all;
    }

    /** The user's frames, down to the cell's entry; all that are not machinery when no cell is among them. */
    private static List<StackTraceElement> frames(Throwable error) {
        List<StackTraceElement> all = List.of(error.getStackTrace());
        int entry = -1;
        for (int i = 0; i < all.size(); i++) {
            if (isOfCell(all.get(i)) && all.get(i).getMethodName().equals("<init>")) {
                entry = i;
            }
        }
        boolean inCell = all.stream().anyMatch(Traceback::isOfCell);
        return (entry < 0 ? all : all.subList(0, entry + 1))
                .stream()
                        .filter(frame ->
                                isOfCell(frame) || !(begins(frame, MACHINERY) || (inCell && begins(frame, LIBRARIES))))
                        .toList();
    }

    private static boolean isOfCell(StackTraceElement frame) {
        return CellNames.runOfClass(frame.getClassName()).isPresent();
    }

    private static boolean begins(StackTraceElement frame, List<String> packages) {
        return packages.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private List<String> describe(StackTraceElement frame) {
        OptionalInt run = CellNames.runOfClass(frame.getClassName());
        if (run.isPresent() && frame.getLineNumber() > 0) {
            return listing.excerpt(run.getAsInt(), frame.getLineNumber());
        }
        return List.of("  at " + frame);
    }
}
