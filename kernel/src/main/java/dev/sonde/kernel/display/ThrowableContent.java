package dev.sonde.kernel.display;

import dev.sonde.kernel.repl.CellNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How an exception looks that is a value and was not thrown: itself, its causes, and where each was made. */
final class ThrowableContent {

    private static final int FRAMES = 8;
    // methods that the compiler makes of a cell or a lambda
    private static final Pattern MADE = Pattern.compile("[<$]|^invoke(?:Suspend)?$");

    private ThrowableContent() {}

    static Map<String, Object> of(Throwable error) {
        var content = new Content();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String role = "";
        for (Throwable at = error; at != null && seen.add(at); at = at.getCause()) {
            content.title(role + SafeText.of(at));
            List<String> frames = frames(at);
            if (!frames.isEmpty()) {
                content.preformatted(String.join("\n", frames));
            }
            role = "Caused by: ";
        }
        return content.bundle();
    }

    private static List<String> frames(Throwable error) {
        List<StackTraceElement> all = downToTheCell(List.of(error.getStackTrace()));
        var lines = new ArrayList<String>();
        all.stream().limit(FRAMES).map(frame -> "at " + described(frame)).forEach(lines::add);
        if (all.size() > FRAMES) {
            lines.add("… and %,d more".formatted(all.size() - FRAMES));
        }
        return lines;
    }

    // a cell by the name that its user has for it
    private static String described(StackTraceElement frame) {
        if (CellNames.runOfClass(frame.getClassName()).isEmpty() || frame.getLineNumber() <= 0) {
            return frame.toString();
        }
        String place = frame.getFileName() + ", line " + frame.getLineNumber();
        return MADE.matcher(frame.getMethodName()).find() ? place : place + ", in " + frame.getMethodName();
    }

    /** Without what runs a cell, which is the same for all. */
    private static List<StackTraceElement> downToTheCell(List<StackTraceElement> frames) {
        for (int last = frames.size() - 1; last >= 0; last--) {
            StackTraceElement frame = frames.get(last);
            if (CellNames.runOfClass(frame.getClassName()).isPresent()
                    && frame.getMethodName().equals("<init>")) {
                return frames.subList(0, last + 1);
            }
        }
        return frames;
    }
}
