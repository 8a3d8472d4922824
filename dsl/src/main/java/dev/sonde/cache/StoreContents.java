package dev.sonde.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is in a store: looked at, checked, cleared. Touches nothing but files that a store wrote. */
public final class StoreContents {
    private static final Pattern ASIDE = Pattern.compile(".*\\.(part|hash)");

    private final StoreFolder folder;

    StoreContents(StoreFolder folder) {
        this.folder = folder;
    }

    /**
     * The answers of one model, by one build of Sonde.
     *
     * @param id see {@link dev.sonde.backend.ModelCard#id()}; empty if it is not known any more
     * @param name for people
     * @param adapter for people; empty without one
     * @param current whether this build of Sonde uses them
     * @param answers how many
     * @param bytes on the disk
     * @param lastUsed to the minute; the epoch without answers
     */
    public record ModelAnswers(
            String id, String name, String adapter, boolean current, long answers, long bytes, Instant lastUsed) {}

    /**
     * What a check found.
     *
     * @param sound answers that are whole
     * @param damaged names of the others; they were removed where that is allowed
     */
    public record Check(long sound, List<String> damaged) {}

    private record Sum(long answers, long bytes, Instant lastUsed) {
        static final Sum NONE = new Sum(0, 0, Instant.EPOCH);

        Sum and(Path file) throws IOException {
            try {
                Instant used = Files.getLastModifiedTime(file).toInstant();
                long size = Eviction.onDisk(Files.size(file));
                return new Sum(answers + 1, bytes + size, used.isAfter(lastUsed) ? used : lastUsed);
            } catch (NoSuchFileException goneMeanwhile) {
                return this;
            }
        }

        ModelAnswers of(StoredModel model) {
            return new ModelAnswers(
                    model.id(), model.name(), model.adapter(), model.current(), answers, bytes, lastUsed);
        }
    }

    /**
     * Every model with answers, or known without; the one used last comes first.
     *
     * @throws UncheckedIOException if the store cannot be read
     */
    public List<ModelAnswers> models() {
        return byNamespace().values().stream()
                .sorted(Comparator.comparing(ModelAnswers::lastUsed).reversed())
                .toList();
    }

    private Map<String, ModelAnswers> byNamespace() {
        try {
            Map<String, Sum> sums = new HashMap<>();
            Map<String, StoredModel> models = new HashMap<>();
            for (Path file : folder.modelFiles()) {
                StoredModel model = StoredModel.read(file);
                models.put(model.namespace(), model);
                sums.put(model.namespace(), Sum.NONE);
            }
            for (Path file : answers()) {
                sums.put(
                        namespace(file),
                        sums.getOrDefault(namespace(file), Sum.NONE).and(file));
            }
            Map<String, ModelAnswers> found = new HashMap<>();
            sums.forEach((namespace, sum) ->
                    found.put(namespace, sum.of(models.getOrDefault(namespace, StoredModel.unknown(namespace)))));
            return found;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * Reads every answer and removes the damaged ones.
     *
     * @throws UncheckedIOException if the store cannot be read
     */
    public Check verify() {
        long sound = 0;
        var damaged = new ArrayList<String>();
        try {
            for (Path file : answers()) {
                String name = String.valueOf(file.getFileName());
                Optional<byte[]> content = content(file);
                if (content.isEmpty()) {
                    continue;
                }
                if (AnswerFile.whole(content.get(), name)) {
                    sound++;
                } else {
                    damaged.add(name);
                    StoreFolder.delete(file);
                }
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        return new Check(sound, List.copyOf(damaged));
    }

    /** Empty for a file that another process removed meanwhile. */
    private static Optional<byte[]> content(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /**
     * Removes the models that {@code which} picks, with their answers.
     *
     * @return how many answers went
     * @throws UncheckedIOException if the store cannot be read
     */
    public long clear(Predicate<ModelAnswers> which) {
        var picked = new HashSet<String>();
        byNamespace().forEach((namespace, model) -> {
            if (which.test(model)) {
                picked.add(namespace);
            }
        });
        try {
            for (Path file : folder.modelFiles()) {
                if (picked.contains(String.valueOf(file.getFileName()))) {
                    StoreFolder.delete(file);
                }
            }
            return answers().stream()
                    .filter(file -> picked.contains(namespace(file)))
                    .filter(StoreFolder::delete)
                    .count();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /**
     * Removes everything, hashes of model files and what dead processes left too.
     *
     * @return how many answers went
     * @throws UncheckedIOException if the store cannot be read
     */
    public long clear() {
        try {
            for (Path place : List.of(folder.aside(), folder.hashes())) {
                StoreFolder.list(place, ASIDE).forEach(StoreFolder::delete);
            }
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        return clear(model -> true);
    }

    private List<Path> answers() throws IOException {
        var all = new ArrayList<Path>();
        for (Path shard : folder.shards()) {
            all.addAll(StoreFolder.answers(shard));
        }
        return all;
    }

    private static String namespace(Path answer) {
        return String.valueOf(answer.getFileName()).split("-", 2)[0];
    }

    private UncheckedIOException unreadable(IOException why) {
        return new UncheckedIOException("The store %s cannot be read: %s".formatted(folder.root(), why), why);
    }
}
