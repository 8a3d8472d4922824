package dev.sonde.probe.perplexity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The prose that comes with the library: sixteen genres, written for this project and published nowhere before, so that
 * no base model knows it by heart.
 */
public final class Corpus {

    /** Its name. */
    public static final String EVERYDAY_EN = "everyday_en";

    /** The reference's name, which stands for the same prose here: its own famous passages are known by heart. */
    public static final String PUBLIC_DOMAIN_EN = "public_domain_en";

    private static final String RESOURCE = "/dev/sonde/probe/perplexity/prose.txt";
    private static final String HEADING = "== ";
    private static final List<Passage> PASSAGES = parse(read());

    private Corpus() {}

    /** The passages, always the same, in a mixed order of genres. */
    public static List<Passage> passages() {
        return PASSAGES;
    }

    /** The passages of a text in which {@code ==} begins a passage and {@code #} a comment. */
    static List<Passage> parse(String text) {
        var passages = new ArrayList<Passage>();
        String title = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(HEADING)) {
                title = line.substring(HEADING.length()).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                passages.add(new Passage(title, line.strip()));
            }
        }
        return List.copyOf(passages);
    }

    private static String read() {
        try (InputStream in = Corpus.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
