package dev.sonde.probe.trainingdrift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last run of a training, as its log tells it.
 *
 * <p>Looked for in this order: the file itself; {@code logs/train-*.jsonl} and {@code train-*.jsonl} of the folder, read
 * one after the other; {@code trainer_state.json} of the folder, or of its checkpoint with the highest number.
 *
 * @param files that were read
 * @param steps of the last run, by number; of a step that stands twice, as after a resumed training, the later one
 * @param runs how many runs the files hold
 * @param evaluations the losses on held-out data of the last run, in order
 * @param unread lines and entries that were no JSON
 */
record TrainingLog(List<Path> files, List<LoggedStep> steps, int runs, List<Double> evaluations, int unread) {

    TrainingLog {
        files = List.copyOf(files);
        steps = List.copyOf(steps);
        evaluations = List.copyOf(evaluations);
    }

    private static final String TRAINER = "trainer_state.json";
    private static final String CHECKPOINT = "checkpoint-";

    /**
     * The log at {@code place}; empty where there is none.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    static Optional<TrainingLog> at(Path place) {
        List<Path> files = files(place);
        return files.isEmpty() ? Optional.empty() : Optional.of(TrainingLogReader.read(files));
    }

    static boolean isIn(Path place) {
        return !files(place).isEmpty();
    }

    private static List<Path> files(Path place) {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        return Stream.of(
                        matching(place.resolve("logs"), "train-", ".jsonl"),
                        matching(place, "train-", ".jsonl"),
                        matching(place, TRAINER, ""),
                        matching(place, CHECKPOINT, "").stream()
                                .max(Comparator.comparingLong(TrainingLog::number))
                                .map(checkpoint -> matching(checkpoint, TRAINER, ""))
                                .orElse(List.of()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static long number(Path checkpoint) {
        String digits = checkpoint.getFileName().toString().substring(CHECKPOINT.length());
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    private static List<Path> matching(Path folder, String start, String end) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(start) && name.endsWith(end);
                    })
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("'%s' cannot be read: %s".formatted(folder, unreadable), unreadable);
        }
    }
}
