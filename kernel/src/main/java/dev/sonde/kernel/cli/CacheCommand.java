package dev.sonde.kernel.cli;

import dev.sonde.cache.DiskStore;
import dev.sonde.cache.StoreContents;
import dev.sonde.cache.StoreContents.ModelAnswers;
import dev.sonde.cache.StorePlace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Looks at, checks and clears the answers that are kept on disk. */
@Command(
        name = "cache",
        description = "Shows, checks or clears the answers that are kept on disk.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; 'verify' found every answer sound.",
            "1:'verify' found damaged answers and removed them; 'clear' found no such model.",
            "2:The command line is wrong.",
            "3:The store cannot be read."
        })
final class CacheCommand {
    private static final int SHORTEST_ID = 6;
    private static final int SHOWN_ID = 12;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The store (default: $SONDE_CACHE, or sonde in your cache folder).")
    private @Nullable String cache;

    @Spec
    private @Nullable CommandSpec spec;

    /** Lists the models with answers. */
    @Command(name = "info", description = "Says where the store is, how large, and what of which model it holds.")
    int info() {
        DiskStore store = store();
        List<ModelAnswers> models = store.contents().models();
        long answers = models.stream().mapToLong(ModelAnswers::answers).sum();
        long bytes = models.stream().mapToLong(ModelAnswers::bytes).sum();
        say(
                "%s: %,d answers, %s of at most %s",
                store.directory(), answers, StoreLine.size(bytes), StoreLine.size(store.limitBytes()));
        models.forEach(model -> say("  %s", line(model)));
        return ExitCode.PASSED;
    }

    /** Reads every answer. */
    @Command(name = "verify", description = "Reads every answer against its checksum; removes the damaged ones.")
    int verify() {
        StoreContents.Check check = store().contents().verify();
        check.damaged().forEach(name -> say("damaged, removed: %s", name));
        say("%,d sound, %,d damaged", check.sound(), check.damaged().size());
        return check.damaged().isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** Removes answers. */
    @Command(
            name = "clear",
            description = "Removes all answers, those of one model, or those of other builds of Sonde.")
    int clear(
            @Option(names = "--model", paramLabel = "NAME", description = "A model's name, or how its id begins.")
                    @Nullable
                    String model,
            @Option(names = "--stale", description = "What another build of Sonde computed, which this one never uses.")
                    boolean stale) {
        StoreContents contents = store().contents();
        if (model == null && !stale) {
            say("%,d answers removed", contents.clear());
            return ExitCode.PASSED;
        }
        boolean known = contents.models().stream().anyMatch(kept -> picked(kept, model, stale));
        if (!known && model != null) {
            say("No model here is called '%s'%s; 'sonde cache info' lists them.", model, stale ? " and stale" : "");
            return ExitCode.COULD_NOT_RUN;
        }
        say("%,d answers removed", contents.clear(kept -> picked(kept, model, stale)));
        return ExitCode.PASSED;
    }

    private static boolean picked(ModelAnswers kept, @Nullable String model, boolean stale) {
        boolean named = model == null
                || kept.name().equals(model)
                || model.length() >= SHORTEST_ID && kept.id().startsWith(model);
        return named && (!stale || !kept.current());
    }

    private static String line(ModelAnswers model) {
        String adapter = model.adapter().isEmpty() ? "" : " + " + model.adapter();
        String id = model.id().substring(0, Math.min(SHOWN_ID, model.id().length()));
        String name = id.isEmpty() ? "an unknown model" : "%s%s (%s)".formatted(model.name(), adapter, id);
        String used = model.answers() == 0
                ? ""
                : ", last used " + model.lastUsed().toString().substring(0, "2000-01-01".length());
        return String.format(
                Locale.ROOT,
                "%s: %,d answers, %s%s%s",
                name,
                model.answers(),
                StoreLine.size(model.bytes()),
                used,
                model.current() ? "" : ", of another build of Sonde");
    }

    private DiskStore store() {
        return (cache == null ? StorePlace.standard() : StorePlace.named(cache))
                .map(DiskStore::in)
                .orElseThrow(() -> new UsageException(
                        "Keeping answers on disk is switched off (SONDE_CACHE). Name a store with --cache DIR."));
    }

    private void say(String format, Object... values) {
        PrintWriter out = Output.of(spec);
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
