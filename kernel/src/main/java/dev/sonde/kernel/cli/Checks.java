package dev.sonde.kernel.cli;

import dev.sonde.backend.ModelSource;
import dev.sonde.kernel.install.KernelFolder;
import dev.sonde.kernel.install.StartFileInUse;
import dev.sonde.suite.Model;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a working installation needs, one check each; none of them throws. */
final class Checks {

    private Checks() {}

    static Check java() {
        return Check.ok(
                "Java",
                "%s in %s, up to %,d MiB of heap (more: SONDE_JAVA_OPTS=-Xmx8g)"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.home"),
                                Runtime.getRuntime().maxMemory() >> 20));
    }

    /** Which file of {@code sonde install} this start was quickened by. */
    static Check quickStart(Optional<StartFileInUse> inUse) {
        String remedy = "Run 'sonde install --replace' with the options of the first time.";
        return inUse.map(given -> given.taken()
                        ? Check.ok("quick start", "from %s".formatted(given.file()))
                        : Check.note(
                                "quick start",
                                "this Java does not take %s: another Java, other jars or other options made it. %s"
                                        .formatted(given.file(), remedy)))
                .orElseGet(() -> Check.note(
                        "quick start", "no class archive or AOT cache, the first cell takes longer. " + remedy));
    }

    static Check engine() {
        var demo = new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "auto", Path.of(""));
        try (Model model = Model.load(demo)) {
            String device = DeviceLine.device(model.card(), demo.device());
            return Check.ok(
                    "PyTorch",
                    "computes %s. %s".formatted(device, model.adapterReport().conclusion()));
        } catch (Exception | LinkageError e) {
            return Check.failed(
                    "PyTorch",
                    "%s On Linux it needs glibc 2.28 and a folder for its libraries: set DJL_CACHE_DIR to a writable one."
                            .formatted(message(e)));
        }
    }

    static Check kernelSpec(KernelFolder folders) {
        return folders.searched().stream()
                .map(folder -> folder.resolve("sonde").resolve("kernel.json"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> Check.ok("kernelspec", file.toString()))
                .orElse(Check.note(
                        "kernelspec", "none called 'sonde' where Jupyter looks. Run 'sonde install --user'."));
    }

    /** One cell through a kernel in a process of its own, started as Jupyter starts it. */
    static Check roundTrip(KernelFolder folders) {
        var file = folders.searched().stream()
                .map(folder -> folder.resolve("sonde").resolve("kernel.json"))
                .filter(Files::isRegularFile)
                .findFirst();
        if (file.isEmpty()) {
            return Check.note("round trip", "not tried, since no kernel is installed.");
        }
        String remedy = " Run 'sonde install --replace' with the options of the first time.";
        try {
            String answer = KernelTrip.of(file.get()).run("6 * 7", Duration.ofSeconds(60));
            return answer.equals("42")
                    ? Check.ok("round trip", "the installed kernel says that 6 * 7 is 42")
                    : Check.failed("round trip", "the installed kernel answers " + answer + "." + remedy);
        } catch (IOException e) {
            return Check.failed("round trip", "the installed kernel does not run: " + message(e) + "." + remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.failed("round trip", "interrupted");
        }
    }

    static Check jupyter(String path) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of("jupyter", "jupyter.exe")
                        .map(name -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> Check.ok("Jupyter", file.toString()))
                .orElse(Check.note(
                        "Jupyter",
                        "not on the PATH. 'sonde run X.ipynb' works without; else 'pip install jupyterlab'."));
    }

    static String message(Throwable error) {
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
