package dev.sonde.kernel.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How an exception looks that is a value and was not thrown: itself, its causes, and where each was made. */
final class ThrowableContent {

    private static final int FRAMES = 8;

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
        StackTraceElement[] all = error.getStackTrace();
        var lines = new ArrayList<String>();
        Stream.of(all).limit(FRAMES).map(frame -> "at " + frame).forEach(lines::add);
        if (all.length > FRAMES) {
            lines.add("… and %,d more".formatted(all.length - FRAMES));
        }
        return lines;
    }
}
