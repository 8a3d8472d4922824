package dev.sonde.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The page with the tables of verdicts. Each table stands between two comments that name it. */
record TruthPage(Path file, String table) {

    /** Set to write the page in place of comparing with it. */
    static final boolean UPDATE = Boolean.getBoolean("golden.update");

    static TruthPage of(String table) {
        return new TruthPage(Path.of("../notebooks/truth.md"), table);
    }

    /** What stands there. */
    String read() {
        String page = page();
        return page.substring(begin(page), end(page)).strip();
    }

    void write(String markdown) {
        String page = page();
        String changed = page.substring(0, begin(page)) + "\n\n" + markdown + "\n\n" + page.substring(end(page));
        try {
            Files.writeString(file, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table without its raw values, which differ in their last digits from machine to machine, and without reasons. */
    static String verdicts(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.replaceAll("\\b(pass|fail|warn|skip|error|inconclusive) [-0-9.,e+()]+", "$1"))
                .collect(Collectors.joining("\n"));
    }

    private int begin(String page) {
        String marker = "<!-- " + table + " -->";
        return page.indexOf(marker) + marker.length();
    }

    private int end(String page) {
        return page.indexOf("<!-- /" + table + " -->");
    }

    private String page() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
