package dev.sonde.kernel.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a distribution can do for a quick first cell: an AOT cache where Java makes one, else a class archive, else nothing.
 *
 * <p>Everything works without, only slower.
 */
public final class QuickStart {

    private QuickStart() {}

    /** What suits a Java, the best first. */
    static List<StartFile> choices(Distribution distribution, OptionalInt java) {
        var choices = new ArrayList<StartFile>();
        if (java.orElse(0) >= AotCache.SINCE) {
            choices.add(new AotCache(distribution, java.getAsInt()));
        }
        choices.add(new ClassArchive(distribution));
        return choices;
    }

    /**
     * Makes the best file that works.
     *
     * @param training what to learn, and for which Java
     * @return one line that says what there is now, and what there is not and why
     */
    public static String prepare(TrainingRun training) {
        var missing = new ArrayList<String>();
        for (StartFile choice : choices(training.distribution(), JavaRelease.feature(training.javaHome()))) {
            try {
                choice.write(training);
                return said(missing) + "%s, for a quicker first cell: %s".formatted(capital(choice), choice.file());
            } catch (IOException e) {
                missing.add("no %s (%s)".formatted(choice.label(), why(e)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                missing.add("no %s (interrupted)".formatted(choice.label()));
                break;
            }
        }
        return said(missing) + "The first cell takes longer.";
    }

    private static String said(List<String> missing) {
        String all = missing.stream().collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ". ";
    }

    private static String capital(StartFile choice) {
        return Character.toUpperCase(choice.label().charAt(0)) + choice.label().substring(1);
    }

    private static String why(IOException error) {
        return error.getClass() == IOException.class ? String.valueOf(error.getMessage()) : error.toString();
    }
}
