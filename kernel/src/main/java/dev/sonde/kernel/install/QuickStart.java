package dev.sonde.kernel.install;

import dev.sonde.suite.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a distribution can do for a quick first cell: an AOT cache where Java makes one, else a class archive, else nothing.
 *
 * <p>Everything works without, only slower.
 */
public final class QuickStart {

    private static final String SLOWER = "The first cell takes longer.";

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
        List<StartFile> choices = choices(training.distribution(), JavaRelease.feature(training.javaHome()));
        return training.obstacle().map(why -> withoutRun(choices, why)).orElseGet(() -> made(choices, training));
    }

    /** Somebody else may have made one. */
    private static String withoutRun(List<StartFile> choices, String why) {
        return choices.stream()
                .filter(choice -> Files.isReadable(choice.file()))
                .findFirst()
                .map(found ->
                        "%s of before, for a quicker first cell: %s".formatted(capital(found.label()), found.file()))
                .orElse("No %s (%s). %s".formatted(choices.get(0).label(), why, SLOWER));
    }

    private static String made(List<StartFile> choices, TrainingRun training) {
        var missing = new ArrayList<String>();
        for (StartFile choice : choices) {
            try {
                choice.write(training);
                return said(missing)
                        + "%s, for a quicker first cell: %s".formatted(capital(choice.label()), choice.file());
            } catch (IOException e) {
                missing.add("no %s (%s)".formatted(choice.label(), FileTrouble.reason(e)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                missing.add("no %s (interrupted)".formatted(choice.label()));
                break;
            }
        }
        return said(missing) + SLOWER;
    }

    private static String said(List<String> missing) {
        return missing.isEmpty() ? "" : capital(String.join(", ", missing)) + ". ";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
