package dev.sonde.kernel.magic;

import dev.sonde.cache.DiskStore;
import dev.sonde.cache.EvaluationStore;
import dev.sonde.cache.MemoryStore;
import dev.sonde.kernel.repl.CellVariable;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.suite.Model;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Says where the kernel's memory goes. */
final class MemoryMagic {

    static final Magic MAGIC = new Magic(
            "memory",
            Magic.Form.LINE,
            "",
            MagicTakes.NOTHING,
            "Says where memory goes: heap, outside of the heap, the models held, the answers kept.",
            """
            The heap is counted after a collection. Weights of models lie outside of the heap, as part of the process.
            %reset frees variables; SONDE_JAVA_OPTS=-Xmx8g in the kernel's environment allows a larger heap.""",
            List.of(),
            MemoryMagic::run);

    private MemoryMagic() {}

    private static CellOutcome run(MagicCall call) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        line("Heap", "%s used of at most %s", size(used), size(runtime.maxMemory()));
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        line("Outside", "%s in buffers of Java", size(Math.max(0, buffers)));
        resident().ifPresent(bytes -> line("Process", "%s in all, weights of models among them", size(bytes)));
        List<CellVariable> models = call.state().session().compiler().variables().stream()
                .filter(variable -> variable.value() instanceof Model)
                .toList();
        if (models.isEmpty()) {
            line("Models", "none is held by a variable");
        }
        models.forEach(MemoryMagic::model);
        return call.done();
    }

    private static void model(CellVariable variable) {
        if (variable.value() instanceof Model model) {
            line("Model", "%s: %s; %s", variable.name(), ValueSummary.of(model), answers(model.store()));
        }
    }

    private static String answers(EvaluationStore store) {
        if (store instanceof MemoryStore memory) {
            return String.format(Locale.ROOT, "%,d answers kept in memory", memory.size());
        }
        return store instanceof DiskStore disk
                ? "answers kept on disk in %s".formatted(disk.directory())
                : "answers kept in a " + store.getClass().getSimpleName();
    }

    /** What the system gives to this process; known on Linux only. */
    private static OptionalLong resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | NumberFormatException notLinux) {
            return OptionalLong.empty();
        }
    }

    private static void line(String what, String format, Object... values) {
        System.out.printf(Locale.ROOT, "%-8s %s%n", what, String.format(Locale.ROOT, format, values));
    }

    private static String size(long bytes) {
        return bytes < 10L << 20
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0)
                : String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
