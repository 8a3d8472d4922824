package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model with an adapter among the test data.
 *
 * @param name for people
 * @param base the model's folder
 * @param adapter the adapter's folder
 */
record Subject(String name, Path base, Path adapter) {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final List<String> WORDS = List.of(
            "wind",
            "the",
            "rain",
            "Paris",
            "lighthouse",
            "a",
            "book",
            "of",
            "365",
            "pages",
            "is",
            "keeper",
            "writes",
            "sun",
            "and",
            "capital",
            "weather",
            "fog",
            "into",
            "no");

    /** Every family and every kind of adapter that there is data for. */
    static List<Subject> all() {
        List<Subject> all = new ArrayList<>();
        for (String name : GoldenFolder.cases()) {
            for (Path adapter : folders(GoldenFolder.model(name).resolve("adapters"))) {
                all.add(new Subject(name + " " + adapter.getFileName(), GoldenFolder.model(name), adapter));
            }
        }
        for (Path adapter : folders(RESOURCES.resolve("golden-extra"))) {
            String name = adapter.getFileName().toString();
            all.add(new Subject(name, GoldenFolder.model(name.substring(0, name.indexOf('.'))), adapter));
        }
        for (String kind : List.of("family-variants", "layernorm-families")) {
            for (Path base : folders(RESOURCES.resolve(kind))) {
                all.add(new Subject(base.getFileName().toString(), base, base.resolve("adapter")));
            }
        }
        all.removeIf(subject -> subject.name.startsWith("parity null")); // three more draws of one form
        return all;
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DjlBackend open() {
        return DjlBackend.open(base, Optional.of(adapter), "cpu", true);
    }

    /** So many words that the tokenizer knows, the same for the same seed. */
    String text(int words, long seed) {
        Random random = new Random(seed);
        String start = firstWord().substring(0, 1);
        boolean numbered = base.startsWith(RESOURCES) && !base.startsWith(GoldenFolder.root());
        return Stream.generate(() -> numbered ? start + random.nextInt(60) : WORDS.get(random.nextInt(WORDS.size())))
                .limit(words)
                .collect(Collectors.joining(" "));
    }

    private String firstWord() {
        try {
            return new ObjectMapper()
                    .readTree(base.resolve("tokenizer.json").toFile())
                    .path("model")
                    .path("vocab")
                    .fieldNames()
                    .next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
