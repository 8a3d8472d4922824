package dev.sonde.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Writes the table of measured error rates as Markdown: {@code SimulationTable [file] [replicates]}. */
final class SimulationTable {

    static final List<Integer> SIZES = List.of(4, 8, 16, 32);
    private static final int REPLICATES = 2000;
    private static final long SEED = 20;

    private SimulationTable() {}

    public static void main(String... arguments) throws IOException {
        int replicates = arguments.length > 1 ? Integer.parseInt(arguments[1]) : REPLICATES;
        var text = new StringBuilder(
                "| probe | n | passes: null adapter | passes: at the bound | coverage | power | by theory"
                        + " | fails though it holds |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Subject subject : Subjects.all()) {
            for (int n : SIZES) {
                text.append(row(subject, Rates.of(subject, n, replicates, SEED)));
            }
            System.out.println("done: " + subject.name());
        }
        if (arguments.length > 0) {
            Files.writeString(Path.of(arguments[0]), text);
        } else {
            System.out.println(text);
        }
    }

    private static String row(Subject subject, Rates rates) {
        return "| %s | %d | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        subject.name(),
                        rates.n(),
                        percent(rates.passing(Truth.NULL_ADAPTER)),
                        percent(rates.passing(Truth.AT_BOUND)),
                        percent(rates.coverage()),
                        percent(rates.passing(Truth.HOLDS)),
                        percent(subject.analyticPower(rates.n())),
                        percent(OptionalDouble.of((double) rates.failed() / rates.replicates())))
                .replace(System.lineSeparator(), "\n");
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f", 100 * share.getAsDouble()) : "—";
    }
}
